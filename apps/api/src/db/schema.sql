-- What the migrations add up to, read back from the database. Written by dump-schema.ts; not edited by hand.
SET check_function_bodies = off;
CREATE SEQUENCE migration_id_seq AS integer START 1 INCREMENT 1;

CREATE OR REPLACE FUNCTION public.app_tenant()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('app.tenant', true), '')::uuid $function$
;

CREATE OR REPLACE FUNCTION public.drop_scan_months(before date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  DECLARE name text; used boolean;
  BEGIN
    FOR name IN SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'scan'::regclass ORDER BY 1 LOOP
      IF name ~ '^scan_\d{4}_\d\d$' AND name < to_char(before, '"scan_"YYYY"_"MM') THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name) INTO used;
        IF NOT used THEN EXECUTE format('DROP TABLE %I', name); END IF;
      END IF;
    END LOOP;
  END $function$
;

CREATE OR REPLACE FUNCTION public.erase_disclosures(entries uuid[], fields text[])
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    WITH gone AS (DELETE FROM disclosure
      WHERE event_id = ANY(entries) AND field = ANY(fields) AND organization_id = app_tenant() RETURNING 1)
    SELECT count(*)::int FROM gone
  $function$
;

CREATE OR REPLACE FUNCTION public.forget_reporters(before timestamp with time zone, now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
        UPDATE report SET phone = NULL, photo = NULL, forgotten_at = now WHERE reported_at < before AND forgotten_at IS NULL
      $function$
;

CREATE OR REPLACE FUNCTION public.is_file_shown(hash text, organization uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
    SELECT EXISTS (SELECT FROM shown_file WHERE sha256 = hash AND organization_id = organization)
  $function$
;

CREATE OR REPLACE FUNCTION public.is_in_area(organization uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
    SELECT EXISTS (
      SELECT FROM account, jsonb_array_elements(account.area) unit,
        subject_entry entry, jsonb_array_elements(entry.data->'addresses') address
      WHERE account.id = nullif(current_setting('app.inspector', true), '')::uuid AND account.ended_at IS NULL
        AND entry.organization_id = organization AND entry.kind IN ('organization', 'place')
        AND unit->>'code' = CASE unit->>'level' WHEN 'province' THEN address->>'provinceCode' ELSE address->>'wardCode' END
        AND coalesce(address->>'validFrom', '') <= coalesce(unit->>'validTo', '9999')
        AND unit->>'validFrom' <= coalesce(address->>'validTo', '9999'))
  $function$
;

CREATE OR REPLACE FUNCTION public.is_inspector()
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
    SELECT EXISTS (SELECT FROM account
      WHERE id = nullif(current_setting('app.inspector', true), '')::uuid AND kind = 'inspector' AND ended_at IS NULL)
  $function$
;

CREATE OR REPLACE FUNCTION public.is_name_shown(version uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
    SELECT coalesce((
      SELECT (consent.data->>'granted')::boolean FROM subject_entry member JOIN subject_entry consent
        ON consent.kind = 'consent' AND consent.data->>'memberId' = member.subject_id::text
        AND consent.data->>'purpose' = 'public_name' AND consent.organization_id = member.organization_id
      WHERE member.event_id = version AND member.kind = 'member'
      ORDER BY consent.recorded_at DESC, consent.sequence DESC, consent.data->>'granted' LIMIT 1), false)
  $function$
;

CREATE OR REPLACE FUNCTION public.make_scan_month(month date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  DECLARE
    first timestamptz := date_trunc('month', month::timestamp) AT TIME ZONE 'UTC';
    last timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
    name text := to_char(month, '"scan_"YYYY"_"MM');
  BEGIN
    IF to_regclass(name) IS NOT NULL OR EXISTS (SELECT FROM scan_default WHERE at >= first AND at < last) THEN RETURN; END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF scan FOR VALUES FROM (%L) TO (%L)', name, first, last);
  END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  BEGIN
    RAISE EXCEPTION 'IMMUTABLE: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END $function$
;

CREATE TABLE account (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  phone text,
  password_hash text,
  area jsonb DEFAULT '[]'::jsonb NOT NULL,
  ended_at timestamp(3) with time zone,
  CONSTRAINT account_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'admin'::text, 'inspector'::text, 'operator'::text]))),
  CONSTRAINT account_pkey PRIMARY KEY (id)
);

CREATE TABLE alert (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  told_by uuid NOT NULL,
  recall_id uuid NOT NULL,
  recaller_id uuid NOT NULL,
  kind text NOT NULL,
  reason text NOT NULL,
  public_message text,
  batch_ids uuid[] NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT alert_kind_check CHECK ((kind = ANY (ARRAY['voluntary'::text, 'mandatory'::text]))),
  CONSTRAINT alert_pkey PRIMARY KEY (id)
);

CREATE TABLE audit (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  action text NOT NULL,
  account_id uuid,
  session_id uuid,
  label text,
  about text,
  from_outside boolean NOT NULL,
  CONSTRAINT audit_pkey PRIMARY KEY (id)
);

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

CREATE TABLE device (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  account_id uuid NOT NULL,
  public_key bytea NOT NULL,
  label text NOT NULL,
  added_at timestamp(3) with time zone NOT NULL,
  revoked_at timestamp(3) with time zone,
  revoked_by uuid,
  CONSTRAINT device_pkey PRIMARY KEY (id)
);

CREATE TABLE device_entry (
  device_id uuid NOT NULL,
  sequence integer NOT NULL,
  organization_id uuid NOT NULL,
  event_id uuid NOT NULL,
  state text NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT device_entry_pkey PRIMARY KEY (device_id, sequence),
  CONSTRAINT device_entry_sequence_check CHECK ((sequence > 0)),
  CONSTRAINT device_entry_state_check CHECK ((state = ANY (ARRAY['recorded'::text, 'refused'::text, 'quarantined'::text])))
);

CREATE TABLE disclosure (
  event_id uuid NOT NULL,
  digest text NOT NULL,
  disclosure text NOT NULL,
  organization_id uuid NOT NULL,
  field text NOT NULL,
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

CREATE TABLE export (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  account_id uuid NOT NULL,
  content bytea NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  expires_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT export_pkey PRIMARY KEY (id)
);

CREATE TABLE factor (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL,
  name text,
  secret bytea,
  step bigint,
  credential_id text,
  public_key bytea,
  counter bigint,
  transports text[],
  added_at timestamp(3) with time zone NOT NULL,
  last_used_at timestamp(3) with time zone,
  CONSTRAINT factor_credential_id_key UNIQUE (credential_id),
  CONSTRAINT factor_kind_check CHECK ((kind = ANY (ARRAY['totp'::text, 'passkey'::text]))),
  CONSTRAINT factor_pkey PRIMARY KEY (id)
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

CREATE TABLE invite (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  name text,
  area jsonb,
  secret_hash bytea NOT NULL,
  recovers uuid,
  created_by uuid,
  created_at timestamp(3) with time zone NOT NULL,
  expires_at timestamp(3) with time zone NOT NULL,
  awaits_approval boolean DEFAULT false NOT NULL,
  approved_by uuid,
  used_at timestamp(3) with time zone,
  used_by uuid,
  revoked_at timestamp(3) with time zone,
  CONSTRAINT invite_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'admin'::text, 'inspector'::text, 'operator'::text]))),
  CONSTRAINT invite_pkey PRIMARY KEY (id),
  CONSTRAINT invite_secret_hash_check CHECK ((octet_length(secret_hash) = 32))
);

CREATE TABLE label_pin (
  code text NOT NULL,
  tries integer NOT NULL,
  day date NOT NULL,
  day_tries integer NOT NULL,
  opened_at timestamp(3) with time zone,
  uses integer DEFAULT 0 NOT NULL,
  CONSTRAINT label_pin_pkey PRIMARY KEY (code)
);

CREATE TABLE label_print (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  run_id uuid,
  batch_id uuid,
  first bigint NOT NULL,
  last bigint NOT NULL,
  frozen jsonb NOT NULL,
  printed_by uuid,
  printed_at timestamp(3) with time zone NOT NULL,
  reprint_of uuid,
  reason text,
  state text NOT NULL,
  done integer NOT NULL,
  claimed_until timestamp(3) with time zone,
  finished_at timestamp(3) with time zone,
  CONSTRAINT label_print_check CHECK ((last >= first)),
  CONSTRAINT label_print_check1 CHECK (((reprint_of IS NULL) OR (reason IS NOT NULL))),
  CONSTRAINT label_print_pkey PRIMARY KEY (id),
  CONSTRAINT label_print_state_check CHECK ((state = ANY (ARRAY['ready'::text, 'waiting'::text, 'drawing'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'removed'::text])))
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
  number integer,
  CONSTRAINT label_run_pkey PRIMARY KEY (run_id)
);

CREATE TABLE log_checkpoint (
  size bigint NOT NULL,
  root bytea NOT NULL,
  note text NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT log_checkpoint_pkey PRIMARY KEY (size),
  CONSTRAINT log_checkpoint_root_check CHECK ((octet_length(root) = 32)),
  CONSTRAINT log_checkpoint_size_check CHECK ((size >= 0))
);

CREATE TABLE log_leaf (
  idx bigint NOT NULL,
  event_id uuid NOT NULL,
  leaf_hash bytea NOT NULL,
  CONSTRAINT log_leaf_event_id_key UNIQUE (event_id),
  CONSTRAINT log_leaf_idx_check CHECK ((idx >= 0)),
  CONSTRAINT log_leaf_leaf_hash_check CHECK ((octet_length(leaf_hash) = 32)),
  CONSTRAINT log_leaf_pkey PRIMARY KEY (idx)
);

CREATE TABLE log_node (
  level smallint NOT NULL,
  idx bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT log_node_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT log_node_idx_check CHECK ((idx >= 0)),
  CONSTRAINT log_node_level_check CHECK (((level >= 1) AND (level <= 52))),
  CONSTRAINT log_node_pkey PRIMARY KEY (level, idx)
);

CREATE TABLE log_pending (
  event_id uuid NOT NULL,
  "position" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  CONSTRAINT log_pending_pkey PRIMARY KEY (event_id)
);

CREATE TABLE membership (
  account_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  name text NOT NULL,
  added_by uuid,
  added_at timestamp(3) with time zone NOT NULL,
  ended_at timestamp(3) with time zone,
  CONSTRAINT membership_pkey PRIMARY KEY (account_id)
);

CREATE TABLE migration (
  id integer DEFAULT nextval('migration_id_seq'::regclass) NOT NULL,
  "timestamp" bigint NOT NULL,
  name character varying NOT NULL,
  CONSTRAINT "PK_3043fc6b8af7c99b8b98830094f" PRIMARY KEY (id)
);

CREATE TABLE printer (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  name text NOT NULL,
  x_mm numeric(5,2) NOT NULL,
  y_mm numeric(5,2) NOT NULL,
  scale numeric(6,4) NOT NULL,
  medium jsonb,
  CONSTRAINT printer_pkey PRIMARY KEY (id),
  CONSTRAINT printer_scale_check CHECK (((scale >= 0.9) AND (scale <= 1.1)))
);

CREATE TABLE quarantine (
  event_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  device_id uuid NOT NULL,
  sequence integer NOT NULL,
  request jsonb NOT NULL,
  received_at timestamp(3) with time zone NOT NULL,
  decision text,
  decided_by uuid,
  decided_at timestamp(3) with time zone,
  reason text,
  CONSTRAINT quarantine_decision_check CHECK ((decision = ANY (ARRAY['accepted'::text, 'rejected'::text]))),
  CONSTRAINT quarantine_pkey PRIMARY KEY (event_id)
);

CREATE UNLOGGED TABLE rate_limit (
  key character varying(255) NOT NULL,
  points integer DEFAULT 0 NOT NULL,
  expire bigint,
  CONSTRAINT rate_limit_pkey PRIMARY KEY (key)
);

CREATE TABLE recall (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  batch_ids uuid[] NOT NULL,
  reason text NOT NULL,
  public_message text,
  decision_number text,
  state text NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamp(3) with time zone NOT NULL,
  decided_by uuid,
  decided_at timestamp(3) with time zone,
  decided_reason text,
  drill boolean DEFAULT false NOT NULL,
  start jsonb DEFAULT '{}'::jsonb NOT NULL,
  frozen jsonb DEFAULT '[]'::jsonb NOT NULL,
  started_at timestamp(3) with time zone,
  closed_by uuid,
  closed_at timestamp(3) with time zone,
  conclusion text,
  CONSTRAINT recall_drill_blocks_nothing CHECK (((NOT drill) OR (state <> 'in_force'::text))),
  CONSTRAINT recall_kind_check CHECK ((kind = ANY (ARRAY['voluntary'::text, 'mandatory'::text]))),
  CONSTRAINT recall_pkey PRIMARY KEY (id),
  CONSTRAINT recall_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'in_force'::text, 'withdrawn'::text, 'closed'::text]))),
  CONSTRAINT recall_takes_two CHECK ((drill OR (state <> ALL (ARRAY['in_force'::text, 'closed'::text])) OR (decided_by <> proposed_by)))
);

CREATE TABLE recall_lift (
  id uuid NOT NULL,
  recall_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  batch_ids uuid[],
  reason text NOT NULL,
  state text NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamp(3) with time zone NOT NULL,
  decided_by uuid,
  decided_at timestamp(3) with time zone,
  CONSTRAINT recall_lift_check CHECK (((state <> 'done'::text) OR (decided_by <> proposed_by))),
  CONSTRAINT recall_lift_kind_check CHECK ((kind = ANY (ARRAY['voluntary'::text, 'mandatory'::text]))),
  CONSTRAINT recall_lift_pkey PRIMARY KEY (id),
  CONSTRAINT recall_lift_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'done'::text])))
);

CREATE TABLE recall_note (
  id uuid NOT NULL,
  recall_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  batch_id uuid,
  outcome text NOT NULL,
  quantity numeric(18,6),
  unit text,
  party text,
  text text,
  noted_by uuid NOT NULL,
  noted_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT recall_note_kind_check CHECK ((kind = ANY (ARRAY['voluntary'::text, 'mandatory'::text]))),
  CONSTRAINT recall_note_outcome_check CHECK ((outcome = ANY (ARRAY['returned'::text, 'destroyed'::text, 'reworked'::text, 'told'::text, 'not_found'::text]))),
  CONSTRAINT recall_note_pkey PRIMARY KEY (id)
);

CREATE TABLE reference (
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  reference text NOT NULL,
  id uuid NOT NULL,
  CONSTRAINT reference_pkey PRIMARY KEY (organization_id, kind, reference)
);

CREATE TABLE report (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  path text NOT NULL,
  kind text NOT NULL,
  words text NOT NULL,
  place text,
  phone text,
  reported_at timestamp(3) with time zone NOT NULL,
  state text DEFAULT 'new'::text NOT NULL,
  answer text,
  handled_by uuid,
  handled_at timestamp(3) with time zone,
  photo bytea,
  forgotten_at timestamp(3) with time zone,
  CONSTRAINT report_check CHECK (((state <> 'answered'::text) OR (answer IS NOT NULL))),
  CONSTRAINT report_check1 CHECK (((forgotten_at IS NULL) OR ((phone IS NULL) AND (photo IS NULL)))),
  CONSTRAINT report_kind_check CHECK ((kind = ANY (ARRAY['fake'::text, 'different'::text, 'quality'::text, 'still_sold'::text, 'wrong_facts'::text]))),
  CONSTRAINT report_path_check CHECK ((length(path) <= 300)),
  CONSTRAINT report_phone_check CHECK ((length(phone) <= 20)),
  CONSTRAINT report_photo_check CHECK ((octet_length(photo) <= 8388608)),
  CONSTRAINT report_pkey PRIMARY KEY (id),
  CONSTRAINT report_place_check CHECK ((length(place) <= 200)),
  CONSTRAINT report_state_check CHECK ((state = ANY (ARRAY['new'::text, 'seen'::text, 'answered'::text]))),
  CONSTRAINT report_words_check CHECK ((length(words) <= 2000))
);

CREATE TABLE scan (
  code text NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  province_code text,
  agent text,
  device bytea,
  CONSTRAINT scan_check CHECK (((device IS NULL) OR (((EXTRACT(epoch FROM at))::bigint % (3600)::bigint) = 0))),
  CONSTRAINT scan_device_check CHECK ((octet_length(device) = 16))
) PARTITION BY RANGE (at);

CREATE TABLE scan_day (
  code text NOT NULL,
  day date NOT NULL,
  scans integer NOT NULL,
  CONSTRAINT scan_day_pkey PRIMARY KEY (code, day),
  CONSTRAINT scan_day_scans_check CHECK ((scans > 0))
);

CREATE TABLE scan_decision (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  code text NOT NULL,
  decision text NOT NULL,
  reason text NOT NULL,
  how_to_tell text,
  points integer NOT NULL,
  by uuid NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT scan_decision_decision_check CHECK ((decision = ANY (ARRAY['dismissed'::text, 'counterfeit'::text, 'undone'::text]))),
  CONSTRAINT scan_decision_pkey PRIMARY KEY (id)
);

CREATE TABLE scan_signal (
  code text NOT NULL,
  organization_id uuid,
  batch_id uuid,
  first_at timestamp(3) with time zone NOT NULL,
  first_province text,
  last_at timestamp(3) with time zone NOT NULL,
  scans bigint NOT NULL,
  devices integer NOT NULL,
  provinces integer NOT NULL,
  signals text[] NOT NULL,
  points integer NOT NULL,
  listed_at timestamp(3) with time zone,
  decision text,
  decided_points integer,
  decided_at timestamp(3) with time zone,
  decided_for uuid,
  how_to_tell text,
  CONSTRAINT scan_signal_decision_check CHECK ((decision = ANY (ARRAY['dismissed'::text, 'counterfeit'::text]))),
  CONSTRAINT scan_signal_pkey PRIMARY KEY (code)
);

CREATE TABLE session (
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  account_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  device_id uuid,
  label text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  seen_at timestamp(3) with time zone NOT NULL,
  expires_at timestamp(3) with time zone NOT NULL,
  fresh_at timestamp(3) with time zone,
  owes text,
  challenge text,
  challenge_until timestamp(3) with time zone,
  draft_secret bytea,
  ended_at timestamp(3) with time zone,
  CONSTRAINT session_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'admin'::text, 'inspector'::text, 'operator'::text]))),
  CONSTRAINT session_owes_check CHECK ((owes = ANY (ARRAY['second_factor'::text, 'enrolment'::text]))),
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_token_hash_check CHECK ((octet_length(token_hash) = 32)),
  CONSTRAINT session_token_hash_key UNIQUE (token_hash)
);

CREATE TABLE shown_file (
  sha256 text NOT NULL,
  event_id uuid NOT NULL,
  organization_id uuid NOT NULL,
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

CREATE INDEX account_organization ON public.account USING btree (organization_id);
CREATE UNIQUE INDEX account_phone ON public.account USING btree (phone) WHERE (ended_at IS NULL);
CREATE INDEX alert_organization ON public.alert USING btree (organization_id, id);
CREATE INDEX audit_organization ON public.audit USING btree (organization_id, id);
CREATE INDEX batch_crop ON public.batch USING btree (id) WHERE (kind = 'crop'::text);
CREATE INDEX batch_lot ON public.batch USING btree (lot);
CREATE INDEX batch_organization ON public.batch USING btree (organization_id, id);
CREATE INDEX code_batch ON public.code USING btree (batch_id);
CREATE INDEX device_account ON public.device USING btree (account_id);
CREATE INDEX device_organization ON public.device USING btree (organization_id);
CREATE INDEX event_organization ON public.event USING btree (organization_id, recorded_at, id);
CREATE INDEX event_batch_corrected ON public.event_batch USING btree (batch_id, corrects) WHERE (corrects IS NOT NULL);
CREATE INDEX event_batch_given ON public.event_batch USING btree (batch_id, at) WHERE (role = 'out'::text);
CREATE INDEX event_batch_taken ON public.event_batch USING btree (batch_id, at) WHERE (role = 'in'::text);
CREATE INDEX event_batch_to_place ON public.event_batch USING btree (to_place_id, event_id) WHERE (to_place_id IS NOT NULL);
CREATE INDEX factor_account ON public.factor USING btree (account_id);
CREATE INDEX gtin_product ON public.gtin USING btree (product_id);
CREATE UNIQUE INDEX invite_secret ON public.invite USING btree (organization_id, secret_hash);
CREATE INDEX label_print_open ON public.label_print USING btree (printed_at) WHERE (state = ANY (ARRAY['waiting'::text, 'drawing'::text, 'done'::text]));
CREATE INDEX label_print_organization ON public.label_print USING btree (organization_id, printed_at);
CREATE INDEX label_print_run ON public.label_print USING btree (run_id);
CREATE INDEX label_range_batch ON public.label_range USING btree (batch_id);
CREATE UNIQUE INDEX label_run_number ON public.label_run USING btree (number);
CREATE INDEX label_run_prefix ON public.label_run USING btree (prefix);
CREATE INDEX label_run_product ON public.label_run USING btree (product_id, prefix);
CREATE INDEX log_leaf_hash ON public.log_leaf USING hash (leaf_hash);
CREATE INDEX log_pending_position ON public.log_pending USING btree ("position");
CREATE INDEX membership_organization ON public.membership USING btree (organization_id);
CREATE INDEX printer_organization ON public.printer USING btree (organization_id);
CREATE INDEX quarantine_organization ON public.quarantine USING btree (organization_id, received_at);
CREATE INDEX recall_organization ON public.recall USING btree (organization_id, id);
CREATE INDEX recall_lift_recall ON public.recall_lift USING btree (recall_id, id);
CREATE INDEX recall_note_recall ON public.recall_note USING btree (recall_id, id);
CREATE INDEX reference_id ON public.reference USING btree (id);
CREATE INDEX reference_name ON public.reference USING btree (reference);
CREATE INDEX report_organization ON public.report USING btree (organization_id, reported_at);
CREATE INDEX report_to_forget ON public.report USING btree (reported_at) WHERE (forgotten_at IS NULL);
CREATE INDEX scan_code ON public.scan USING btree (code, at);
CREATE INDEX scan_decision_code ON public.scan_decision USING btree (organization_id, code, id);
CREATE INDEX scan_signal_listed ON public.scan_signal USING btree (organization_id, points DESC) WHERE (listed_at IS NOT NULL);
CREATE INDEX session_account ON public.session USING btree (account_id, seen_at);
CREATE INDEX subject_entry_consent ON public.subject_entry USING btree (((data ->> 'memberId'::text))) WHERE (kind = 'consent'::text);
CREATE INDEX subject_entry_member ON public.subject_entry USING btree (event_id) WHERE (kind = 'member'::text);
CREATE INDEX subject_entry_organization ON public.subject_entry USING btree (organization_id, kind);
CREATE TRIGGER audit_rows BEFORE DELETE OR UPDATE ON public.audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE audit ENABLE ALWAYS TRIGGER audit_rows;
CREATE TRIGGER audit_table BEFORE TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit ENABLE ALWAYS TRIGGER audit_table;
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
CREATE TRIGGER log_checkpoint_rows BEFORE DELETE OR UPDATE ON public.log_checkpoint FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE log_checkpoint ENABLE ALWAYS TRIGGER log_checkpoint_rows;
CREATE TRIGGER log_checkpoint_table BEFORE TRUNCATE ON public.log_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE log_checkpoint ENABLE ALWAYS TRIGGER log_checkpoint_table;
CREATE TRIGGER log_leaf_rows BEFORE DELETE OR UPDATE ON public.log_leaf FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE log_leaf ENABLE ALWAYS TRIGGER log_leaf_rows;
CREATE TRIGGER log_leaf_table BEFORE TRUNCATE ON public.log_leaf FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE log_leaf ENABLE ALWAYS TRIGGER log_leaf_table;
CREATE TRIGGER log_node_rows BEFORE DELETE OR UPDATE ON public.log_node FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE log_node ENABLE ALWAYS TRIGGER log_node_rows;
CREATE TRIGGER log_node_table BEFORE TRUNCATE ON public.log_node FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE log_node ENABLE ALWAYS TRIGGER log_node_table;
CREATE TRIGGER log_pending_rows BEFORE UPDATE ON public.log_pending FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE log_pending ENABLE ALWAYS TRIGGER log_pending_rows;
CREATE TRIGGER log_pending_table BEFORE TRUNCATE ON public.log_pending FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE log_pending ENABLE ALWAYS TRIGGER log_pending_table;
CREATE TRIGGER reference_rows BEFORE DELETE OR UPDATE ON public.reference FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE reference ENABLE ALWAYS TRIGGER reference_rows;
CREATE TRIGGER reference_table BEFORE TRUNCATE ON public.reference FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE reference ENABLE ALWAYS TRIGGER reference_table;
CREATE TRIGGER scan_decision_rows BEFORE DELETE OR UPDATE ON public.scan_decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE scan_decision ENABLE ALWAYS TRIGGER scan_decision_rows;
CREATE TRIGGER scan_decision_table BEFORE TRUNCATE ON public.scan_decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE scan_decision ENABLE ALWAYS TRIGGER scan_decision_table;
CREATE TRIGGER shown_file_rows BEFORE DELETE OR UPDATE ON public.shown_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE shown_file ENABLE ALWAYS TRIGGER shown_file_rows;
CREATE TRIGGER shown_file_table BEFORE TRUNCATE ON public.shown_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE shown_file ENABLE ALWAYS TRIGGER shown_file_table;
CREATE TRIGGER subject_entry_rows BEFORE DELETE OR UPDATE ON public.subject_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE subject_entry ENABLE ALWAYS TRIGGER subject_entry_rows;
CREATE TRIGGER subject_entry_table BEFORE TRUNCATE ON public.subject_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE subject_entry ENABLE ALWAYS TRIGGER subject_entry_table;
ALTER TABLE alert ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert FORCE ROW LEVEL SECURITY;
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
ALTER TABLE device ENABLE ROW LEVEL SECURITY;
ALTER TABLE device FORCE ROW LEVEL SECURITY;
ALTER TABLE device_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE device_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE disclosure ENABLE ROW LEVEL SECURITY;
ALTER TABLE disclosure FORCE ROW LEVEL SECURITY;
ALTER TABLE export ENABLE ROW LEVEL SECURITY;
ALTER TABLE export FORCE ROW LEVEL SECURITY;
ALTER TABLE file ENABLE ROW LEVEL SECURITY;
ALTER TABLE file FORCE ROW LEVEL SECURITY;
ALTER TABLE invite ENABLE ROW LEVEL SECURITY;
ALTER TABLE invite FORCE ROW LEVEL SECURITY;
ALTER TABLE label_print ENABLE ROW LEVEL SECURITY;
ALTER TABLE label_print FORCE ROW LEVEL SECURITY;
ALTER TABLE membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE membership FORCE ROW LEVEL SECURITY;
ALTER TABLE printer ENABLE ROW LEVEL SECURITY;
ALTER TABLE printer FORCE ROW LEVEL SECURITY;
ALTER TABLE quarantine ENABLE ROW LEVEL SECURITY;
ALTER TABLE quarantine FORCE ROW LEVEL SECURITY;
ALTER TABLE recall ENABLE ROW LEVEL SECURITY;
ALTER TABLE recall FORCE ROW LEVEL SECURITY;
ALTER TABLE recall_lift ENABLE ROW LEVEL SECURITY;
ALTER TABLE recall_lift FORCE ROW LEVEL SECURITY;
ALTER TABLE recall_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE recall_note FORCE ROW LEVEL SECURITY;
ALTER TABLE report ENABLE ROW LEVEL SECURITY;
ALTER TABLE report FORCE ROW LEVEL SECURITY;
ALTER TABLE scan_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE scan_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY backup ON alert AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY own ON alert AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY told ON alert AS PERMISSIVE FOR INSERT TO nguon_api
  WITH CHECK ((told_by = app_tenant()));
CREATE POLICY backup ON audit AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY own ON audit AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY visit ON audit AS PERMISSIVE FOR INSERT TO nguon_api
  WITH CHECK ((from_outside AND is_inspector() AND (account_id = (NULLIF(current_setting('app.inspector'::text, true), ''::text))::uuid)));
CREATE POLICY backup ON device AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY own ON device AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY backup ON device_entry AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY own ON device_entry AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY area ON disclosure AS PERMISSIVE FOR SELECT TO nguon_api
  USING (is_in_area(organization_id));
CREATE POLICY backup ON disclosure AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY own ON disclosure AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY shown ON disclosure AS PERMISSIVE FOR SELECT TO nguon_api
  USING (((field = 'name'::text) AND is_name_shown(event_id)));
CREATE POLICY backup ON export AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY own ON export AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY backup ON file AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY own ON file AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY shown ON file AS PERMISSIVE FOR SELECT TO nguon_api
  USING (is_file_shown(sha256, organization_id));
CREATE POLICY backup ON invite AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY operator ON invite AS PERMISSIVE FOR SELECT TO nguon_api
  USING ((current_setting('app.operator'::text, true) = 'on'::text));
CREATE POLICY own ON invite AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY backup ON label_print AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY drawn ON label_print AS PERMISSIVE FOR SELECT TO public
  USING ((current_setting('app.operator'::text, true) = 'on'::text));
CREATE POLICY drawn_on ON label_print AS PERMISSIVE FOR UPDATE TO public
  USING ((current_setting('app.operator'::text, true) = 'on'::text));
CREATE POLICY own ON label_print AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY backup ON membership AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY operator ON membership AS PERMISSIVE FOR SELECT TO nguon_api
  USING ((current_setting('app.operator'::text, true) = 'on'::text));
CREATE POLICY own ON membership AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY backup ON printer AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY own ON printer AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY backup ON quarantine AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY own ON quarantine AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY area ON recall AS PERMISSIVE FOR SELECT TO nguon_api
  USING (is_in_area(organization_id));
CREATE POLICY area_decides ON recall AS PERMISSIVE FOR UPDATE TO nguon_api
  USING (is_in_area(organization_id));
CREATE POLICY backup ON recall AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY official ON recall AS PERMISSIVE FOR SELECT TO nguon_api
  USING (((kind = 'mandatory'::text) AND is_inspector()));
CREATE POLICY own ON recall AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY second_official ON recall AS PERMISSIVE FOR UPDATE TO nguon_api
  USING (((kind = 'mandatory'::text) AND is_inspector()));
CREATE POLICY area ON recall_lift AS PERMISSIVE FOR SELECT TO nguon_api
  USING (is_in_area(organization_id));
CREATE POLICY area_decides ON recall_lift AS PERMISSIVE FOR UPDATE TO nguon_api
  USING (is_in_area(organization_id));
CREATE POLICY backup ON recall_lift AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY official ON recall_lift AS PERMISSIVE FOR SELECT TO nguon_api
  USING (((kind = 'mandatory'::text) AND is_inspector()));
CREATE POLICY own ON recall_lift AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY second_official ON recall_lift AS PERMISSIVE FOR UPDATE TO nguon_api
  USING (((kind = 'mandatory'::text) AND is_inspector()));
CREATE POLICY area ON recall_note AS PERMISSIVE FOR SELECT TO nguon_api
  USING (is_in_area(organization_id));
CREATE POLICY backup ON recall_note AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY official ON recall_note AS PERMISSIVE FOR SELECT TO nguon_api
  USING (((kind = 'mandatory'::text) AND is_inspector()));
CREATE POLICY own ON recall_note AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY area ON report AS PERMISSIVE FOR SELECT TO nguon_api
  USING (is_in_area(organization_id));
CREATE POLICY area_answers ON report AS PERMISSIVE FOR UPDATE TO nguon_api
  USING (is_in_area(organization_id));
CREATE POLICY backup ON report AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY forgets ON report AS PERMISSIVE FOR ALL TO nguon_privacy
  USING (true);
CREATE POLICY nobodys ON report AS PERMISSIVE FOR SELECT TO nguon_api
  USING (((organization_id = '00000000-0000-0000-0000-000000000000'::uuid) AND is_inspector()));
CREATE POLICY nobodys_answers ON report AS PERMISSIVE FOR UPDATE TO nguon_api
  USING (((organization_id = '00000000-0000-0000-0000-000000000000'::uuid) AND is_inspector()));
CREATE POLICY own ON report AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
CREATE POLICY area ON scan_decision AS PERMISSIVE FOR SELECT TO nguon_api
  USING (is_in_area(organization_id));
CREATE POLICY area_decides ON scan_decision AS PERMISSIVE FOR INSERT TO nguon_api
  WITH CHECK (is_in_area(organization_id));
CREATE POLICY backup ON scan_decision AS PERMISSIVE FOR SELECT TO nguon_backup
  USING (true);
CREATE POLICY own ON scan_decision AS PERMISSIVE FOR ALL TO public
  USING ((organization_id = app_tenant()))
  WITH CHECK ((organization_id = app_tenant()));
GRANT USAGE ON SCHEMA public TO PUBLIC;
GRANT USAGE ON SCHEMA public TO nguon_api;
GRANT USAGE ON SCHEMA public TO nguon_backup;
GRANT USAGE ON SCHEMA public TO nguon_privacy;
GRANT USAGE ON SCHEMA public TO nguon_sequencer;
GRANT INSERT, SELECT ON TABLE account TO nguon_api;
GRANT SELECT ON TABLE account TO nguon_backup;
GRANT INSERT, SELECT ON TABLE alert TO nguon_api;
GRANT SELECT ON TABLE alert TO nguon_backup;
GRANT INSERT, SELECT ON TABLE audit TO nguon_api;
GRANT SELECT ON TABLE audit TO nguon_backup;
GRANT INSERT, SELECT ON TABLE batch TO nguon_api;
GRANT SELECT ON TABLE batch TO nguon_backup;
GRANT INSERT, SELECT ON TABLE code TO nguon_api;
GRANT SELECT ON TABLE code TO nguon_backup;
GRANT INSERT, SELECT ON TABLE device TO nguon_api;
GRANT SELECT ON TABLE device TO nguon_backup;
GRANT INSERT, SELECT ON TABLE device_entry TO nguon_api;
GRANT SELECT ON TABLE device_entry TO nguon_backup;
GRANT INSERT, SELECT ON TABLE disclosure TO nguon_api;
GRANT SELECT ON TABLE disclosure TO nguon_backup;
GRANT DELETE ON TABLE disclosure TO nguon_privacy;
GRANT INSERT, SELECT ON TABLE event TO nguon_api;
GRANT SELECT ON TABLE event TO nguon_backup;
GRANT SELECT ON TABLE event TO nguon_sequencer;
GRANT INSERT, SELECT ON TABLE event_batch TO nguon_api;
GRANT SELECT ON TABLE event_batch TO nguon_backup;
GRANT DELETE, INSERT, SELECT ON TABLE export TO nguon_api;
GRANT SELECT ON TABLE export TO nguon_backup;
GRANT DELETE, INSERT, SELECT ON TABLE factor TO nguon_api;
GRANT SELECT ON TABLE factor TO nguon_backup;
GRANT INSERT, SELECT ON TABLE file TO nguon_api;
GRANT SELECT ON TABLE file TO nguon_backup;
GRANT INSERT, SELECT ON TABLE gtin TO nguon_api;
GRANT SELECT ON TABLE gtin TO nguon_backup;
GRANT INSERT, SELECT ON TABLE invite TO nguon_api;
GRANT SELECT ON TABLE invite TO nguon_backup;
GRANT INSERT, SELECT ON TABLE label_pin TO nguon_api;
GRANT SELECT ON TABLE label_pin TO nguon_backup;
GRANT INSERT, SELECT ON TABLE label_print TO nguon_api;
GRANT SELECT ON TABLE label_print TO nguon_backup;
GRANT INSERT, SELECT ON TABLE label_range TO nguon_api;
GRANT SELECT ON TABLE label_range TO nguon_backup;
GRANT INSERT, SELECT ON TABLE label_run TO nguon_api;
GRANT SELECT ON TABLE label_run TO nguon_backup;
GRANT SELECT ON TABLE log_checkpoint TO nguon_api;
GRANT SELECT ON TABLE log_checkpoint TO nguon_backup;
GRANT INSERT, SELECT ON TABLE log_checkpoint TO nguon_sequencer;
GRANT SELECT ON TABLE log_leaf TO nguon_api;
GRANT SELECT ON TABLE log_leaf TO nguon_backup;
GRANT INSERT, SELECT ON TABLE log_leaf TO nguon_sequencer;
GRANT SELECT ON TABLE log_node TO nguon_api;
GRANT SELECT ON TABLE log_node TO nguon_backup;
GRANT INSERT, SELECT ON TABLE log_node TO nguon_sequencer;
GRANT INSERT, SELECT ON TABLE log_pending TO nguon_api;
GRANT SELECT ON TABLE log_pending TO nguon_backup;
GRANT DELETE, SELECT ON TABLE log_pending TO nguon_sequencer;
GRANT SELECT ON SEQUENCE log_pending_position_seq TO nguon_backup;
GRANT INSERT, SELECT ON TABLE membership TO nguon_api;
GRANT SELECT ON TABLE membership TO nguon_backup;
GRANT SELECT ON TABLE migration TO nguon_backup;
GRANT SELECT ON SEQUENCE migration_id_seq TO nguon_backup;
GRANT DELETE, INSERT, SELECT ON TABLE printer TO nguon_api;
GRANT SELECT ON TABLE printer TO nguon_backup;
GRANT INSERT, SELECT ON TABLE quarantine TO nguon_api;
GRANT SELECT ON TABLE quarantine TO nguon_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE rate_limit TO nguon_api;
GRANT SELECT ON TABLE rate_limit TO nguon_backup;
GRANT INSERT, SELECT ON TABLE recall TO nguon_api;
GRANT SELECT ON TABLE recall TO nguon_backup;
GRANT INSERT, SELECT ON TABLE recall_lift TO nguon_api;
GRANT SELECT ON TABLE recall_lift TO nguon_backup;
GRANT INSERT, SELECT ON TABLE recall_note TO nguon_api;
GRANT SELECT ON TABLE recall_note TO nguon_backup;
GRANT INSERT, SELECT ON TABLE reference TO nguon_api;
GRANT SELECT ON TABLE reference TO nguon_backup;
GRANT INSERT, SELECT ON TABLE report TO nguon_api;
GRANT SELECT ON TABLE report TO nguon_backup;
GRANT DELETE, INSERT, SELECT ON TABLE scan TO nguon_api;
GRANT SELECT ON TABLE scan TO nguon_backup;
GRANT INSERT, SELECT ON TABLE scan_day TO nguon_api;
GRANT SELECT ON TABLE scan_day TO nguon_backup;
GRANT INSERT, SELECT ON TABLE scan_decision TO nguon_api;
GRANT SELECT ON TABLE scan_decision TO nguon_backup;
GRANT SELECT ON TABLE scan_default TO nguon_backup;
GRANT INSERT, SELECT ON TABLE scan_signal TO nguon_api;
GRANT SELECT ON TABLE scan_signal TO nguon_backup;
GRANT DELETE, INSERT, SELECT ON TABLE session TO nguon_api;
GRANT SELECT ON TABLE session TO nguon_backup;
GRANT INSERT, SELECT ON TABLE shown_file TO nguon_api;
GRANT SELECT ON TABLE shown_file TO nguon_backup;
GRANT INSERT, SELECT ON TABLE subject_entry TO nguon_api;
GRANT SELECT ON TABLE subject_entry TO nguon_backup;
GRANT UPDATE (area), UPDATE (ended_at), UPDATE (kind), UPDATE (password_hash), UPDATE (phone) ON TABLE account TO nguon_api;
GRANT UPDATE (kind), UPDATE (plot_ids), UPDATE (unit), UPDATE (use_by) ON TABLE batch TO nguon_api;
GRANT UPDATE (revoked_at), UPDATE (revoked_by) ON TABLE device TO nguon_api;
GRANT UPDATE (at), UPDATE (event_id), UPDATE (state) ON TABLE device_entry TO nguon_api;
GRANT SELECT (event_id), SELECT (field), SELECT (organization_id) ON TABLE disclosure TO nguon_privacy;
GRANT UPDATE (counter), UPDATE (last_used_at), UPDATE (step) ON TABLE factor TO nguon_api;
GRANT UPDATE (approved_by), UPDATE (name), UPDATE (revoked_at), UPDATE (used_at), UPDATE (used_by) ON TABLE invite TO nguon_api;
GRANT UPDATE (day), UPDATE (day_tries), UPDATE (opened_at), UPDATE (tries), UPDATE (uses) ON TABLE label_pin TO nguon_api;
GRANT UPDATE (claimed_until), UPDATE (done), UPDATE (finished_at), UPDATE (state) ON TABLE label_print TO nguon_api;
GRANT UPDATE (ended_at), UPDATE (name) ON TABLE membership TO nguon_api;
GRANT UPDATE (medium), UPDATE (name), UPDATE (scale), UPDATE (x_mm), UPDATE (y_mm) ON TABLE printer TO nguon_api;
GRANT UPDATE (decided_at), UPDATE (decided_by), UPDATE (decision), UPDATE (reason), UPDATE (request) ON TABLE quarantine TO nguon_api;
GRANT UPDATE (closed_at), UPDATE (closed_by), UPDATE (conclusion), UPDATE (decided_at), UPDATE (decided_by), UPDATE (decided_reason), UPDATE (state) ON TABLE recall TO nguon_api;
GRANT UPDATE (decided_at), UPDATE (decided_by), UPDATE (state) ON TABLE recall_lift TO nguon_api;
GRANT UPDATE (answer), UPDATE (handled_at), UPDATE (handled_by), UPDATE (state) ON TABLE report TO nguon_api;
GRANT SELECT (forgotten_at), SELECT (reported_at), UPDATE (forgotten_at), UPDATE (phone), UPDATE (photo) ON TABLE report TO nguon_privacy;
GRANT UPDATE (device) ON TABLE scan TO nguon_api;
GRANT UPDATE (scans) ON TABLE scan_day TO nguon_api;
GRANT UPDATE (batch_id), UPDATE (decided_at), UPDATE (decided_for), UPDATE (decided_points), UPDATE (decision), UPDATE (devices), UPDATE (first_at), UPDATE (first_province), UPDATE (how_to_tell), UPDATE (last_at), UPDATE (listed_at), UPDATE (organization_id), UPDATE (points), UPDATE (provinces), UPDATE (scans), UPDATE (signals) ON TABLE scan_signal TO nguon_api;
GRANT UPDATE (challenge), UPDATE (challenge_until), UPDATE (device_id), UPDATE (draft_secret), UPDATE (ended_at), UPDATE (expires_at), UPDATE (fresh_at), UPDATE (owes), UPDATE (seen_at), UPDATE (token_hash) ON TABLE session TO nguon_api;
REVOKE ALL ON FUNCTION drop_scan_months(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_scan_months(date) TO nguon_api;
REVOKE ALL ON FUNCTION erase_disclosures(uuid[],text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_disclosures(uuid[],text[]) TO nguon_api;
REVOKE ALL ON FUNCTION forget_reporters(timestamp with time zone,timestamp with time zone) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_reporters(timestamp with time zone,timestamp with time zone) TO nguon_api;
REVOKE ALL ON FUNCTION make_scan_month(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_scan_month(date) TO nguon_api;
ALTER FUNCTION erase_disclosures(uuid[],text[]) OWNER TO nguon_privacy;
ALTER FUNCTION forget_reporters(timestamp with time zone,timestamp with time zone) OWNER TO nguon_privacy;
