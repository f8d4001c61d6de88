import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * People who sign in, their sessions, phones and invites, and the second wall around what is private: row level security on every
 * table whose rows are one organization's own. A transaction says for whom it acts (`app.tenant`); unset, there are no rows.
 */
export class CreateAccounts1795478400000 implements MigrationInterface {
  readonly name = 'CreateAccounts1795478400000'

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [signIn, people, phones, notes, scope, ownDisclosures, erasing]) await runner.query(sql)
    for (const table of ownTables) await runner.query(wall(table))
    await runner.query(policies)
    await runner.query(grants)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION erase_disclosures(uuid[], text[]);
      DROP POLICY own ON file; DROP POLICY shown ON file; ALTER TABLE file DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
      DROP POLICY own ON disclosure; DROP POLICY area ON disclosure; DROP POLICY shown ON disclosure;
      ALTER TABLE disclosure DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY, DROP COLUMN organization_id, DROP COLUMN field;
      DROP TABLE rate_limit, recall, audit, export, quarantine, device_entry, device, invite, membership, session, factor, account;
      DROP INDEX subject_entry_member;
      DROP FUNCTION is_name_shown(uuid), is_inspector(), is_in_area(uuid), app_tenant();
    `)
  }
}

/** Looked up before there is a tenant: no row level security, no names. */
const signIn = `
  CREATE TABLE account (
    id              uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('staff', 'admin', 'inspector', 'operator')),
    phone           text, -- the user name; none once the account was erased
    password_hash   text, -- argon2id
    area            jsonb NOT NULL DEFAULT '[]', -- an inspector's administrative units, with validity
    ended_at        timestamptz(3)
  );
  CREATE UNIQUE INDEX account_phone ON account (phone) WHERE ended_at IS NULL;
  CREATE INDEX account_organization ON account (organization_id);

  CREATE TABLE factor (
    id            uuid PRIMARY KEY,
    account_id    uuid NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('totp', 'passkey')),
    name          text,
    secret        bytea, -- of an authenticator app, encrypted with the key in the data folder
    step          bigint, -- the last time step whose code was used: no code works twice
    credential_id text UNIQUE,
    public_key    bytea,
    counter       bigint,
    transports    text[],
    added_at      timestamptz(3) NOT NULL,
    last_used_at  timestamptz(3)
  );
  CREATE INDEX factor_account ON factor (account_id);

  CREATE TABLE session (
    id              uuid PRIMARY KEY,
    token_hash      bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32), -- SHA-256: the token itself is in the cookie only
    account_id      uuid NOT NULL,
    organization_id uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('staff', 'admin', 'inspector', 'operator')),
    device_id       uuid, -- the key of the phone
    label           text NOT NULL, -- what the browser calls itself, in words
    created_at      timestamptz(3) NOT NULL,
    seen_at         timestamptz(3) NOT NULL,
    expires_at      timestamptz(3) NOT NULL, -- the absolute limit
    fresh_at        timestamptz(3), -- when the person last confirmed who they are
    owes            text CHECK (owes IN ('second_factor', 'enrolment')), -- the password is given, nothing else is open yet
    challenge       text, -- of a passkey, for one use
    challenge_until timestamptz(3),
    draft_secret    bytea, -- of an authenticator app being set up, encrypted
    ended_at        timestamptz(3)
  );
  CREATE INDEX session_account ON session (account_id, seen_at);

  CREATE UNLOGGED TABLE rate_limit (
    key    varchar(255) PRIMARY KEY,
    points int NOT NULL DEFAULT 0,
    expire bigint
  );
`

const people = `
  CREATE TABLE membership (
    account_id      uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    name            text NOT NULL,
    added_by        uuid,
    added_at        timestamptz(3) NOT NULL,
    ended_at        timestamptz(3)
  );
  CREATE INDEX membership_organization ON membership (organization_id);

  CREATE TABLE invite (
    id              uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('staff', 'admin', 'inspector', 'operator')),
    name            text,
    area            jsonb,
    secret_hash     bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
    recovers        uuid, -- the account that is let in again
    created_by      uuid,
    created_at      timestamptz(3) NOT NULL,
    expires_at      timestamptz(3) NOT NULL,
    awaits_approval boolean NOT NULL DEFAULT false, -- of a second operator
    approved_by     uuid,
    used_at         timestamptz(3),
    used_by         uuid,
    revoked_at      timestamptz(3)
  );
  CREATE UNIQUE INDEX invite_secret ON invite (organization_id, secret_hash);
`

const phones = `
  CREATE TABLE device (
    id              uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    account_id      uuid NOT NULL,
    public_key      bytea NOT NULL, -- SubjectPublicKeyInfo, P-256
    label           text NOT NULL,
    added_at        timestamptz(3) NOT NULL,
    revoked_at      timestamptz(3),
    revoked_by      uuid
  );
  CREATE INDEX device_account ON device (account_id);
  CREATE INDEX device_organization ON device (organization_id);

  CREATE TABLE device_entry ( -- what a phone numbered, and what became of it
    device_id       uuid NOT NULL,
    sequence        int NOT NULL CHECK (sequence > 0),
    organization_id uuid NOT NULL,
    event_id        uuid NOT NULL,
    state           text NOT NULL CHECK (state IN ('recorded', 'refused', 'quarantined')),
    at              timestamptz(3) NOT NULL,
    PRIMARY KEY (device_id, sequence)
  );

  CREATE TABLE quarantine (
    event_id        uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    device_id       uuid NOT NULL,
    sequence        int NOT NULL,
    request         jsonb NOT NULL, -- as the phone sent it; an erasure takes its private fields out
    received_at     timestamptz(3) NOT NULL,
    decision        text CHECK (decision IN ('accepted', 'rejected')),
    decided_by      uuid,
    decided_at      timestamptz(3),
    reason          text
  );
  CREATE INDEX quarantine_organization ON quarantine (organization_id, received_at);
`

const notes = `
  CREATE TABLE audit (
    id              uuid PRIMARY KEY,
    organization_id uuid NOT NULL, -- whom it is about, and who reads it
    at              timestamptz(3) NOT NULL,
    action          text NOT NULL,
    account_id      uuid, -- who did it
    session_id      uuid,
    label           text, -- from which browser
    about           text, -- ids or words, never what is private itself
    from_outside    boolean NOT NULL
  );
  CREATE INDEX audit_organization ON audit (organization_id, id);
  CREATE TRIGGER audit_rows BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER audit_table BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  ALTER TABLE audit ENABLE ALWAYS TRIGGER audit_rows;
  ALTER TABLE audit ENABLE ALWAYS TRIGGER audit_table;

  CREATE TABLE export (
    id              uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    account_id      uuid NOT NULL, -- who may fetch it
    content         bytea NOT NULL,
    created_at      timestamptz(3) NOT NULL,
    expires_at      timestamptz(3) NOT NULL
  );

  CREATE TABLE recall (
    id              uuid PRIMARY KEY,
    organization_id uuid NOT NULL, -- who proposes it
    kind            text NOT NULL CHECK (kind IN ('voluntary', 'mandatory')),
    batch_ids       uuid[] NOT NULL,
    reason          text NOT NULL,
    public_message  text,
    decision_number text,
    state           text NOT NULL CHECK (state IN ('proposed', 'in_force', 'withdrawn')),
    proposed_by     uuid NOT NULL,
    proposed_at     timestamptz(3) NOT NULL,
    decided_by      uuid,
    decided_at      timestamptz(3),
    decided_reason  text,
    CHECK (state <> 'in_force' OR decided_by <> proposed_by) -- a recall takes two
  );
  CREATE INDEX recall_organization ON recall (organization_id, id);
`

/** What a transaction says of itself, and what follows from it. */
const scope = `
  CREATE FUNCTION app_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(current_setting('app.tenant', true), '')::uuid $$;

  -- Whether the organization, or a place of it, ever had an address in the area of the inspector that the transaction acts for.
  CREATE FUNCTION is_in_area(organization uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
      SELECT FROM account, jsonb_array_elements(account.area) unit,
        subject_entry entry, jsonb_array_elements(entry.data->'addresses') address
      WHERE account.id = nullif(current_setting('app.inspector', true), '')::uuid AND account.ended_at IS NULL
        AND entry.organization_id = organization AND entry.kind IN ('organization', 'place')
        AND unit->>'code' = CASE unit->>'level' WHEN 'province' THEN address->>'provinceCode' ELSE address->>'wardCode' END
        AND coalesce(address->>'validFrom', '') <= coalesce(unit->>'validTo', '9999')
        AND unit->>'validFrom' <= coalesce(address->>'validTo', '9999'))
  $$;

  CREATE FUNCTION is_inspector() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM account
      WHERE id = nullif(current_setting('app.inspector', true), '')::uuid AND kind = 'inspector' AND ended_at IS NULL)
  $$;

  -- Whether the last word of the member, whose version this is, on a public name was yes.
  CREATE FUNCTION is_name_shown(version uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((
      SELECT (consent.data->>'granted')::boolean FROM subject_entry member JOIN subject_entry consent
        ON consent.kind = 'consent' AND consent.data->>'memberId' = member.subject_id::text
        AND consent.data->>'purpose' = 'public_name' AND consent.organization_id = member.organization_id
      WHERE member.event_id = version AND member.kind = 'member'
      ORDER BY consent.recorded_at DESC, consent.sequence DESC, consent.data->>'granted' LIMIT 1), false)
  $$;
  CREATE INDEX subject_entry_member ON subject_entry (event_id) WHERE kind = 'member';
`

/** Disclosures say whose they are, and of which field: a consent opens the name, not the phone number beside it. */
const ownDisclosures = `
  ALTER TABLE disclosure ADD COLUMN organization_id uuid, ADD COLUMN field text;
  ALTER TABLE disclosure DISABLE TRIGGER disclosure_rows;
  UPDATE disclosure SET organization_id = event.organization_id, field = convert_from(decode(
      rpad(translate(disclosure, '-_', '+/'), (length(disclosure) + 3) / 4 * 4, '='), 'base64'), 'UTF8')::jsonb->>1
    FROM event WHERE event.id = event_id;
  ALTER TABLE disclosure ENABLE ALWAYS TRIGGER disclosure_rows;
  ALTER TABLE disclosure ALTER COLUMN organization_id SET NOT NULL, ALTER COLUMN field SET NOT NULL;
`

/** The one way in which the serving role removes private fields: named ones, of the tenant it acts for. */
const erasing = `
  CREATE FUNCTION erase_disclosures(entries uuid[], fields text[]) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (DELETE FROM disclosure
      WHERE event_id = ANY(entries) AND field = ANY(fields) AND organization_id = app_tenant() RETURNING 1)
    SELECT count(*)::int FROM gone
  $$;
  REVOKE ALL ON FUNCTION erase_disclosures(uuid[], text[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION erase_disclosures(uuid[], text[]) TO nguon_api;
`

const ownTables = [
  ...['membership', 'invite', 'device', 'device_entry', 'quarantine'],
  ...['audit', 'export', 'recall', 'disclosure', 'file'],
]

const wall = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY own ON ${table} USING (organization_id = app_tenant()) WITH CHECK (organization_id = app_tenant());
`

const policies = `
  CREATE POLICY area ON disclosure FOR SELECT USING (is_in_area(organization_id));
  CREATE POLICY shown ON disclosure FOR SELECT USING (field = 'name' AND is_name_shown(event_id));
  CREATE POLICY shown ON file FOR SELECT USING (EXISTS (
    SELECT FROM shown_file link JOIN event ON event.id = link.event_id
    WHERE link.sha256 = file.sha256 AND event.organization_id = file.organization_id));
  CREATE POLICY area ON recall FOR SELECT USING (is_in_area(organization_id));
  CREATE POLICY area_decides ON recall FOR UPDATE USING (is_in_area(organization_id));
  CREATE POLICY official ON recall FOR SELECT USING (kind = 'mandatory' AND is_inspector()); -- it takes any second inspector
  CREATE POLICY second_official ON recall FOR UPDATE USING (kind = 'mandatory' AND is_inspector());
  CREATE POLICY operator ON membership FOR SELECT USING (current_setting('app.operator', true) = 'on');
  CREATE POLICY operator ON invite FOR SELECT USING (current_setting('app.operator', true) = 'on');
  CREATE POLICY visit ON audit FOR INSERT WITH CHECK ( -- an inspector's look from outside is told to those looked at
    from_outside AND is_inspector() AND account_id = nullif(current_setting('app.inspector', true), '')::uuid);
`

const grants = `
  GRANT SELECT, INSERT ON account, factor, session, rate_limit, membership, invite, device, device_entry, quarantine, audit,
    export, recall TO nguon_api;
  GRANT UPDATE (kind, phone, password_hash, area, ended_at) ON account TO nguon_api;
  GRANT UPDATE (step, counter, last_used_at), DELETE ON factor TO nguon_api;
  GRANT UPDATE (token_hash, device_id, seen_at, expires_at, fresh_at, owes, challenge, challenge_until, draft_secret, ended_at), DELETE
    ON session TO nguon_api;
  GRANT UPDATE, DELETE ON rate_limit TO nguon_api;
  GRANT UPDATE (name, ended_at) ON membership TO nguon_api;
  GRANT UPDATE (name, approved_by, used_at, used_by, revoked_at) ON invite TO nguon_api;
  GRANT UPDATE (revoked_at, revoked_by) ON device TO nguon_api;
  GRANT UPDATE (event_id, state, at) ON device_entry TO nguon_api;
  GRANT UPDATE (request, decision, decided_by, decided_at, reason) ON quarantine TO nguon_api;
  GRANT DELETE ON export TO nguon_api;
  GRANT UPDATE (state, decided_by, decided_at, decided_reason) ON recall TO nguon_api;
`
