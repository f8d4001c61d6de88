-- What the migrations add up to, read back from the database. Written by dump-schema.ts; not edited by hand.
SET check_function_bodies = off;
CREATE SEQUENCE migration_id_seq AS integer START 1 INCREMENT 1;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  BEGIN
    RAISE EXCEPTION 'IMMUTABLE: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END $function$
;

CREATE TABLE batch (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  product_id uuid NOT NULL,
  lot text NOT NULL,
  unit text,
  use_by date,
  plot_ids uuid[] NOT NULL,
  search text NOT NULL,
  CONSTRAINT batch_kind_check CHECK ((kind = ANY (ARRAY['input'::text, 'crop'::text, 'harvest'::text, 'semi_finished'::text, 'finished'::text]))),
  CONSTRAINT batch_pkey PRIMARY KEY (id)
);

CREATE TABLE code (
  code text NOT NULL,
  batch_id uuid NOT NULL,
  CONSTRAINT code_pkey PRIMARY KEY (code)
);

CREATE TABLE disclosure (
  event_id uuid NOT NULL,
  digest text NOT NULL,
  disclosure text NOT NULL,
  CONSTRAINT disclosure_pkey PRIMARY KEY (event_id, digest)
);

CREATE TABLE event (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  type text NOT NULL,
  entry bytea NOT NULL,
  leaf_hash bytea NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT event_entry_check CHECK ((octet_length(entry) <= 32768)),
  CONSTRAINT event_leaf_hash_check CHECK ((octet_length(leaf_hash) = 32)),
  CONSTRAINT event_pkey PRIMARY KEY (id)
);

CREATE TABLE event_batch (
  batch_id uuid NOT NULL,
  sequence integer NOT NULL,
  line smallint NOT NULL,
  event_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  type text NOT NULL,
  role text NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  quantity numeric(18,6),
  unit text,
  units integer,
  balance numeric(38,6) NOT NULL,
  status text NOT NULL,
  corrects uuid,
  to_place_id uuid,
  peers jsonb NOT NULL,
  leaf_hash bytea NOT NULL,
  CONSTRAINT event_batch_leaf_hash_check CHECK ((octet_length(leaf_hash) = 32)),
  CONSTRAINT event_batch_line_check CHECK ((line = ANY (ARRAY[1, 2]))),
  CONSTRAINT event_batch_pkey PRIMARY KEY (batch_id, sequence, line),
  CONSTRAINT event_batch_role_check CHECK ((role = ANY (ARRAY['in'::text, 'out'::text, 'about'::text]))),
  CONSTRAINT event_batch_sequence_check CHECK ((sequence > 0)),
  CONSTRAINT event_batch_status_check CHECK ((status = ANY (ARRAY['active'::text, 'held'::text, 'recalled'::text, 'recalled_held'::text])))
);

CREATE TABLE file (
  sha256 text NOT NULL,
  bytes integer NOT NULL,
  mime text NOT NULL,
  organization_id uuid NOT NULL,
  uploaded_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT file_pkey PRIMARY KEY (sha256, organization_id),
  CONSTRAINT file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

CREATE TABLE gtin (
  gtin text NOT NULL,
  product_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  CONSTRAINT gtin_pkey PRIMARY KEY (gtin)
);

CREATE TABLE label_range (
  run_id uuid NOT NULL,
  first bigint NOT NULL,
  last bigint NOT NULL,
  state text NOT NULL,
  batch_id uuid NOT NULL,
  event_id uuid NOT NULL,
  CONSTRAINT label_range_check CHECK ((last >= first)),
  CONSTRAINT label_range_pkey PRIMARY KEY (run_id, state, first, event_id),
  CONSTRAINT label_range_state_check CHECK ((state = ANY (ARRAY['activated'::text, 'voided'::text])))
);

CREATE TABLE label_run (
  run_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  product_id uuid NOT NULL,
  prefix text NOT NULL,
  first bigint NOT NULL,
  last bigint NOT NULL,
  digits integer NOT NULL,
  own boolean NOT NULL,
  CONSTRAINT label_run_pkey PRIMARY KEY (run_id)
);

CREATE TABLE migration (
  id integer DEFAULT nextval('migration_id_seq'::regclass) NOT NULL,
  "timestamp" bigint NOT NULL,
  name character varying NOT NULL,
  CONSTRAINT "PK_3043fc6b8af7c99b8b98830094f" PRIMARY KEY (id)
);

CREATE TABLE reference (
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  reference text NOT NULL,
  id uuid NOT NULL,
  CONSTRAINT reference_pkey PRIMARY KEY (organization_id, kind, reference)
);

CREATE TABLE scan (
  code text NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  province_code text,
  agent text
) PARTITION BY RANGE (at);

CREATE TABLE shown_file (
  sha256 text NOT NULL,
  event_id uuid NOT NULL,
  CONSTRAINT shown_file_pkey PRIMARY KEY (sha256, event_id)
);

CREATE TABLE subject_entry (
  subject_id uuid NOT NULL,
  sequence integer NOT NULL,
  kind text NOT NULL,
  organization_id uuid NOT NULL,
  event_id uuid NOT NULL,
  valid_from date,
  recorded_at timestamp(3) with time zone NOT NULL,
  data jsonb NOT NULL,
  leaf_hash bytea NOT NULL,
  CONSTRAINT subject_entry_leaf_hash_check CHECK ((octet_length(leaf_hash) = 32)),
  CONSTRAINT subject_entry_pkey PRIMARY KEY (subject_id, sequence),
  CONSTRAINT subject_entry_sequence_check CHECK ((sequence > 0))
);

CREATE TABLE scan_default PARTITION OF scan DEFAULT;

CREATE INDEX batch_crop ON public.batch USING btree (id) WHERE (kind = 'crop'::text);
CREATE INDEX batch_lot ON public.batch USING btree (lot);
CREATE INDEX batch_organization ON public.batch USING btree (organization_id, id);
CREATE INDEX code_batch ON public.code USING btree (batch_id);
CREATE INDEX event_organization ON public.event USING btree (organization_id, recorded_at, id);
CREATE INDEX event_batch_corrected ON public.event_batch USING btree (batch_id, corrects) WHERE (corrects IS NOT NULL);
CREATE INDEX event_batch_given ON public.event_batch USING btree (batch_id, at) WHERE (role = 'out'::text);
CREATE INDEX event_batch_taken ON public.event_batch USING btree (batch_id, at) WHERE (role = 'in'::text);
CREATE INDEX gtin_product ON public.gtin USING btree (product_id);
CREATE INDEX label_range_batch ON public.label_range USING btree (batch_id);
CREATE INDEX label_run_prefix ON public.label_run USING btree (prefix);
CREATE INDEX label_run_product ON public.label_run USING btree (product_id, prefix);
CREATE INDEX reference_id ON public.reference USING btree (id);
CREATE INDEX reference_name ON public.reference USING btree (reference);
CREATE INDEX scan_code ON public.scan USING btree (code, at);
CREATE INDEX subject_entry_consent ON public.subject_entry USING btree (((data ->> 'memberId'::text))) WHERE (kind = 'consent'::text);
CREATE INDEX subject_entry_organization ON public.subject_entry USING btree (organization_id, kind);
CREATE TRIGGER code_rows BEFORE DELETE OR UPDATE ON public.code FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE code ENABLE ALWAYS TRIGGER code_rows;
CREATE TRIGGER code_table BEFORE TRUNCATE ON public.code FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE code ENABLE ALWAYS TRIGGER code_table;
CREATE TRIGGER disclosure_rows BEFORE UPDATE ON public.disclosure FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE disclosure ENABLE ALWAYS TRIGGER disclosure_rows;
CREATE TRIGGER disclosure_table BEFORE TRUNCATE ON public.disclosure FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE disclosure ENABLE ALWAYS TRIGGER disclosure_table;
CREATE TRIGGER event_rows BEFORE DELETE OR UPDATE ON public.event FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE event ENABLE ALWAYS TRIGGER event_rows;
CREATE TRIGGER event_table BEFORE TRUNCATE ON public.event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE event ENABLE ALWAYS TRIGGER event_table;
CREATE TRIGGER event_batch_rows BEFORE DELETE OR UPDATE ON public.event_batch FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE event_batch ENABLE ALWAYS TRIGGER event_batch_rows;
CREATE TRIGGER event_batch_table BEFORE TRUNCATE ON public.event_batch FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE event_batch ENABLE ALWAYS TRIGGER event_batch_table;
CREATE TRIGGER file_rows BEFORE DELETE OR UPDATE ON public.file FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE file ENABLE ALWAYS TRIGGER file_rows;
CREATE TRIGGER file_table BEFORE TRUNCATE ON public.file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE file ENABLE ALWAYS TRIGGER file_table;
CREATE TRIGGER gtin_rows BEFORE DELETE OR UPDATE ON public.gtin FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE gtin ENABLE ALWAYS TRIGGER gtin_rows;
CREATE TRIGGER gtin_table BEFORE TRUNCATE ON public.gtin FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE gtin ENABLE ALWAYS TRIGGER gtin_table;
CREATE TRIGGER label_range_rows BEFORE DELETE OR UPDATE ON public.label_range FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE label_range ENABLE ALWAYS TRIGGER label_range_rows;
CREATE TRIGGER label_range_table BEFORE TRUNCATE ON public.label_range FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE label_range ENABLE ALWAYS TRIGGER label_range_table;
CREATE TRIGGER label_run_rows BEFORE DELETE OR UPDATE ON public.label_run FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE label_run ENABLE ALWAYS TRIGGER label_run_rows;
CREATE TRIGGER label_run_table BEFORE TRUNCATE ON public.label_run FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE label_run ENABLE ALWAYS TRIGGER label_run_table;
CREATE TRIGGER reference_rows BEFORE DELETE OR UPDATE ON public.reference FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE reference ENABLE ALWAYS TRIGGER reference_rows;
CREATE TRIGGER reference_table BEFORE TRUNCATE ON public.reference FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE reference ENABLE ALWAYS TRIGGER reference_table;
CREATE TRIGGER shown_file_rows BEFORE DELETE OR UPDATE ON public.shown_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE shown_file ENABLE ALWAYS TRIGGER shown_file_rows;
CREATE TRIGGER shown_file_table BEFORE TRUNCATE ON public.shown_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE shown_file ENABLE ALWAYS TRIGGER shown_file_table;
CREATE TRIGGER subject_entry_rows BEFORE DELETE OR UPDATE ON public.subject_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE subject_entry ENABLE ALWAYS TRIGGER subject_entry_rows;
CREATE TRIGGER subject_entry_table BEFORE TRUNCATE ON public.subject_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE subject_entry ENABLE ALWAYS TRIGGER subject_entry_table;
GRANT USAGE ON SCHEMA public TO PUBLIC;
GRANT USAGE ON SCHEMA public TO nguon_api;
GRANT INSERT, SELECT ON TABLE batch TO nguon_api;
GRANT INSERT, SELECT ON TABLE code TO nguon_api;
GRANT INSERT, SELECT ON TABLE disclosure TO nguon_api;
GRANT INSERT, SELECT ON TABLE event TO nguon_api;
GRANT INSERT, SELECT ON TABLE event_batch TO nguon_api;
GRANT INSERT, SELECT ON TABLE file TO nguon_api;
GRANT INSERT, SELECT ON TABLE gtin TO nguon_api;
GRANT INSERT, SELECT ON TABLE label_range TO nguon_api;
GRANT INSERT, SELECT ON TABLE label_run TO nguon_api;
GRANT INSERT, SELECT ON TABLE reference TO nguon_api;
GRANT INSERT, SELECT ON TABLE scan TO nguon_api;
GRANT INSERT, SELECT ON TABLE shown_file TO nguon_api;
GRANT INSERT, SELECT ON TABLE subject_entry TO nguon_api;
GRANT UPDATE (kind), UPDATE (plot_ids), UPDATE (unit), UPDATE (use_by) ON TABLE batch TO nguon_api;
