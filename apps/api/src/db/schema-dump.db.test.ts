import { afterEach, beforeEach, expect, test } from '@jest/globals'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { dumpSchema } from './schema-dump.ts'

let database: TestDatabase
let client: pg.Client
beforeEach(async () => {
  database = await createTestDatabase()
  client = new pg.Client(database.owner)
  await client.connect()
  await empty()
})
afterEach(async () => {
  await client.end()
  await database.drop()
})

const empty = () =>
  client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC')

const everything = `
  CREATE EXTENSION pg_trgm;
  CREATE TYPE colour AS ENUM ('red', 'green');
  CREATE DOMAIN day AS date CHECK (value > '2000-01-01') DEFAULT '2026-01-01';
  CREATE SEQUENCE ticket;
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'append-only'; END $$;
  CREATE FUNCTION secret(int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT $1';
  REVOKE ALL ON FUNCTION secret FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION secret TO nguon_api;
  CREATE TABLE "Zone" (id uuid PRIMARY KEY, name text COLLATE "C" UNIQUE);
  CREATE TABLE event (
    id uuid, sequence int NOT NULL CHECK (sequence > 0), number bigint GENERATED ALWAYS AS IDENTITY,
    ticket bigint NOT NULL DEFAULT nextval('ticket'), colour colour DEFAULT 'red', at timestamptz(3) NOT NULL DEFAULT now(),
    double int GENERATED ALWAYS AS (sequence * 2) STORED, amount numeric(12, 3), on_day day,
    zone uuid REFERENCES "Zone" (id) ON DELETE RESTRICT, PRIMARY KEY (id, sequence)
  ) WITH (fillfactor = 90);
  CREATE TABLE scan (code text, day date NOT NULL, PRIMARY KEY (code, day)) PARTITION BY RANGE (day);
  CREATE TABLE scan_2026 PARTITION OF scan FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
  CREATE INDEX scan_by_day ON scan (day);
  CREATE INDEX event_by_colour ON event (colour) INCLUDE (at) WHERE colour IS NOT NULL;
  CREATE VIEW recent AS SELECT id FROM event;
  CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse();
  ALTER TABLE event ENABLE ALWAYS TRIGGER no_change;
  ALTER TABLE "Zone" ENABLE ROW LEVEL SECURITY;
  ALTER TABLE "Zone" FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_zone ON "Zone" TO nguon_api
    USING (id::text = current_setting('app.zone', true)) WITH CHECK (id IS NOT NULL);
  GRANT SELECT, INSERT ON event TO nguon_api;
  GRANT UPDATE (name) ON "Zone" TO nguon_api;
  GRANT USAGE ON SEQUENCE ticket TO nguon_api;
`

test('the schema, written down and run again, is the same schema', async () => {
  await client.query(everything)
  const dump = await dumpSchema(client)

  await empty()
  await client.query(dump)
  expect(await dumpSchema(client)).toBe(dump)
})

test.each([
  ['ALTER TABLE event ALTER at DROP NOT NULL'],
  ['ALTER TABLE event ENABLE TRIGGER no_change'],
  ['ALTER TABLE "Zone" NO FORCE ROW LEVEL SECURITY'],
  ['GRANT TRUNCATE ON event TO nguon_api'],
  ['GRANT UPDATE (at) ON event TO nguon_api'],
  ['GRANT EXECUTE ON FUNCTION secret TO PUBLIC'],
  ['ALTER POLICY own_zone ON "Zone" USING (true)'],
  ['ALTER TABLE event DROP CONSTRAINT event_sequence_check'],
  ['DROP INDEX event_by_colour'],
  ['CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$'],
])('after %s it is another one', async (change) => {
  await client.query(everything)
  const before = await dumpSchema(client)
  await client.query(change)
  expect(await dumpSchema(client)).not.toBe(before)
})
