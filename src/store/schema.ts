import type { Database } from './database.ts'

/** One step of the schema; never altered once released, only followed by another. */
export interface Migration {
  readonly number: number
  readonly name: string
  /**
   * Statements for both databases. `SEQ` stands for the key that numbers rows, `TREE` for a table that is its primary key's tree,
   * `LIST(column)` for the values of a column as JSON has them between its brackets.
   */
  readonly both: string
  readonly sqlite: string
  readonly postgres: string
}

/** Every step, in order. Numbers are assigned by us, not by the database, so that the same reports give the same rows. */
export const MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    name: 'reports, acts, happenings',
    both: `
CREATE TABLE coder (seq SEQ, version TEXT NOT NULL, knowledge TEXT NOT NULL, UNIQUE (version, knowledge));
CREATE TABLE document (
  seq SEQ, id TEXT NOT NULL UNIQUE, base TEXT NOT NULL, revision BIGINT NOT NULL, state TEXT NOT NULL, hash TEXT NOT NULL,
  url TEXT, title TEXT, publisher TEXT, author TEXT, published TEXT, published_day BIGINT,
  language TEXT NOT NULL, text TEXT NOT NULL, record TEXT NOT NULL, coder BIGINT NOT NULL, copy_of BIGINT NOT NULL);
CREATE INDEX document_base ON document (base, hash);
CREATE INDEX document_published ON document (published_day, id);
CREATE INDEX document_publisher ON document (publisher, published_day);
CREATE INDEX document_copy ON document (copy_of);
CREATE TABLE copy_key (key BIGINT NOT NULL, document BIGINT NOT NULL, PRIMARY KEY (key, document)) TREE;
CREATE INDEX copy_key_document ON copy_key (document);
CREATE TABLE statement (
  document BIGINT NOT NULL, id TEXT NOT NULL, source_name TEXT, source_code TEXT, source_text TEXT, cue TEXT NOT NULL,
  stance TEXT NOT NULL, direct BIGINT NOT NULL, cue_start BIGINT NOT NULL, cue_end BIGINT NOT NULL,
  content_start BIGINT NOT NULL, content_end BIGINT NOT NULL, within TEXT);
CREATE INDEX statement_document ON statement (document);
CREATE INDEX statement_source ON statement (source_code, source_name);
CREATE TABLE event (
  seq SEQ, document BIGINT NOT NULL, id TEXT NOT NULL, current BIGINT NOT NULL, happening BIGINT,
  type TEXT NOT NULL, plover TEXT NOT NULL, mode TEXT, cameo TEXT, status TEXT NOT NULL, standing TEXT NOT NULL,
  contexts TEXT NOT NULL, format TEXT NOT NULL, zone TEXT NOT NULL, rule TEXT NOT NULL, confidence DOUBLE PRECISION NOT NULL,
  date_value TEXT, date_from BIGINT, date_to BIGINT, date_basis TEXT,
  place TEXT, country TEXT, region TEXT, lat DOUBLE PRECISION, lon DOUBLE PRECISION, geonames BIGINT,
  trigger_text TEXT NOT NULL, trigger_start BIGINT NOT NULL, trigger_end BIGINT NOT NULL,
  sentence_start BIGINT NOT NULL, sentence_end BIGINT NOT NULL, key TEXT NOT NULL, witness TEXT NOT NULL, corrected TEXT);
CREATE INDEX event_key ON event (key);
CREATE INDEX event_document ON event (document);
CREATE INDEX event_happening ON event (happening, seq);
CREATE INDEX event_type ON event (type, status, date_from, current);
CREATE INDEX event_date ON event (date_from, seq);
CREATE INDEX event_country ON event (country, date_from);
CREATE TABLE party (
  event BIGINT NOT NULL, side TEXT NOT NULL, nth BIGINT NOT NULL, entity TEXT NOT NULL, name TEXT NOT NULL, code TEXT, country TEXT, sector TEXT,
  span_start BIGINT NOT NULL, span_end BIGINT NOT NULL, PRIMARY KEY (event, nth)) TREE;
CREATE INDEX party_code ON party (code, side, event);
CREATE INDEX party_country ON party (country, side, event);
CREATE INDEX party_name ON party (name, side, event);
CREATE TABLE event_link (document BIGINT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, stance TEXT);
CREATE INDEX event_link_document ON event_link (document);
CREATE TABLE happening (
  seq SEQ, id TEXT NOT NULL UNIQUE, forward BIGINT,
  type TEXT NOT NULL, plover TEXT NOT NULL, mode TEXT, cameo TEXT, status TEXT NOT NULL, standing TEXT NOT NULL,
  contexts TEXT NOT NULL, format TEXT NOT NULL, date_value TEXT, date_from BIGINT, date_to BIGINT,
  place TEXT, country TEXT, region TEXT, lat DOUBLE PRECISION, lon DOUBLE PRECISION, geonames BIGINT,
  publishers BIGINT NOT NULL, mentions BIGINT NOT NULL, disagreements BIGINT NOT NULL, json TEXT NOT NULL);
CREATE INDEX happening_forward ON happening (forward);
CREATE INDEX happening_type ON happening (type, status, date_from);
CREATE INDEX happening_date ON happening (date_from, seq);
CREATE TABLE happening_party (happening BIGINT NOT NULL, side TEXT NOT NULL, nth BIGINT NOT NULL, name TEXT NOT NULL, code TEXT, country TEXT, sector TEXT, PRIMARY KEY (happening, nth)) TREE;
CREATE INDEX happening_party_country ON happening_party (country, side, happening);
CREATE INDEX happening_party_code ON happening_party (code, side, happening);
CREATE INDEX happening_party_name ON happening_party (name, side, happening);
CREATE TABLE happening_link (happening BIGINT NOT NULL, kind TEXT NOT NULL, target BIGINT NOT NULL, stance TEXT);
CREATE INDEX happening_link_happening ON happening_link (happening);
CREATE INDEX happening_link_target ON happening_link (target);
CREATE TABLE dyad (
  happening BIGINT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, month BIGINT NOT NULL, type TEXT NOT NULL, level BIGINT NOT NULL,
  mutual BIGINT NOT NULL, mentions BIGINT NOT NULL, PRIMARY KEY (happening, a, b, month, type)) TREE;
CREATE INDEX dyad_cell ON dyad (a, b, month, type, level, mutual, mentions);
CREATE TABLE block (key BIGINT NOT NULL, nth BIGINT NOT NULL, happening BIGINT NOT NULL, PRIMARY KEY (key, nth)) TREE;
CREATE TABLE correction (
  seq SEQ, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, document TEXT NOT NULL, target TEXT NOT NULL, other TEXT, field TEXT, value TEXT, previous TEXT,
  author TEXT NOT NULL, made TEXT NOT NULL, note TEXT, undone TEXT);
CREATE INDEX correction_document ON correction (document);
CREATE TABLE judgement (
  seq SEQ, id TEXT NOT NULL UNIQUE, target TEXT NOT NULL, field TEXT NOT NULL, verdict TEXT NOT NULL, author TEXT NOT NULL,
  made TEXT NOT NULL, stratum TEXT NOT NULL, coder TEXT NOT NULL);`,
    sqlite: `
CREATE VIRTUAL TABLE document_text USING fts5 (title, text, content = 'document', content_rowid = 'seq', tokenize = 'porter unicode61 remove_diacritics 2');`,
    postgres: `
ALTER TABLE document ADD COLUMN words tsvector GENERATED ALWAYS AS
  (setweight(to_tsvector('english', coalesce(left(title, 2000), '')), 'A') || to_tsvector('english', left(text, 400000))) STORED;
CREATE INDEX document_words ON document USING gin (words);`,
  },
  {
    number: 2,
    name: 'happenings in brief',
    both: `
CREATE TABLE brief (happening SEQ, date_from BIGINT, date_to BIGINT, act TEXT NOT NULL, parties TEXT NOT NULL);
DROP INDEX happening_forward;
CREATE INDEX happening_forward ON happening (forward) WHERE forward IS NOT NULL;
CREATE INDEX happening_shown ON happening (date_from, id) WHERE forward IS NULL AND mentions > 0;
DROP INDEX document_publisher;
CREATE INDEX document_publisher ON document (publisher, published_day, state);`,
    sqlite: `
INSERT INTO brief SELECT seq, date_from, date_to, json_array(type, status, standing, country, contexts),
  (SELECT json_group_array(json_array(side, coalesce(code, name)) ORDER BY nth) FROM happening_party WHERE happening = seq)
  FROM happening WHERE forward IS NULL AND mentions > 0;`,
    postgres: `
INSERT INTO brief SELECT seq, date_from, date_to, json_build_array(type, status, standing, country, contexts),
  (SELECT coalesce(json_agg(json_build_array(side, coalesce(code, name)) ORDER BY nth), '[]') FROM happening_party WHERE happening = seq)
  FROM happening WHERE forward IS NULL AND mentions > 0;`,
  },
  {
    number: 3,
    name: 'what is long apart from what is asked for',
    // filters read many rows of a few columns: a row with a thousand letters of JSON in it cost them ten times the pages
    both: `
CREATE TABLE telling (seq SEQ, witness TEXT NOT NULL);
INSERT INTO telling (seq, witness) SELECT seq, witness FROM event;
ALTER TABLE event DROP COLUMN witness;
CREATE TABLE summary (seq SEQ, json TEXT NOT NULL);
INSERT INTO summary (seq, json) SELECT seq, json FROM happening WHERE forward IS NULL;
ALTER TABLE happening DROP COLUMN json;
DROP INDEX event_date;
CREATE INDEX event_date ON event (date_from, date_to, current, seq);
DROP INDEX happening_date;
CREATE INDEX happening_date ON happening (date_from, date_to, seq);`,
    sqlite: '',
    postgres: '',
  },
  {
    number: 4,
    name: 'words that happenings share, by number; publishers in brief',
    // few words differ among many happenings: numbers are read in half the time
    both: `
CREATE TABLE words (seq SEQ, json TEXT NOT NULL);
CREATE TABLE brief_in_words AS SELECT b.happening, b.date_from, b.date_to, b.act, b.parties,
  coalesce((SELECT '[' || LIST(p.publisher) || ']' FROM (SELECT DISTINCT d.publisher FROM event e JOIN document d ON d.seq = e.document
    WHERE e.happening = b.happening AND e.current = 1 AND d.publisher IS NOT NULL) p), '[]') AS publishers FROM brief b;
DROP TABLE brief;
INSERT INTO words (seq, json) SELECT row_number() OVER (ORDER BY json), json FROM
  (SELECT act AS json FROM brief_in_words UNION SELECT parties FROM brief_in_words UNION SELECT publishers FROM brief_in_words) w;
CREATE TABLE brief (happening SEQ, date_from BIGINT, date_to BIGINT, act BIGINT NOT NULL, parties BIGINT NOT NULL, publishers BIGINT NOT NULL);
INSERT INTO brief SELECT b.happening, b.date_from, b.date_to, a.seq, p.seq, t.seq FROM brief_in_words b
  JOIN words a ON a.json = b.act JOIN words p ON p.json = b.parties JOIN words t ON t.json = b.publishers;
DROP TABLE brief_in_words;
CREATE INDEX words_start ON words (substr(json, 1, 200));`,
    sqlite: '',
    postgres: '',
  },
]

/** The statements of a step in the words of a database. */
export const statementsOf = (migration: Migration, dialect: Database['dialect']): string => {
  const sqlite = dialect === 'sqlite'
  return `${migration.both}\n${migration[dialect]}`
    .replaceAll(/ SEQ\b/g, sqlite ? ' INTEGER PRIMARY KEY' : ' BIGINT PRIMARY KEY')
    .replaceAll(/ TREE;/g, sqlite ? ' WITHOUT ROWID;' : ';')
    .replaceAll(
      /LIST\((\S+)\)/g,
      sqlite ? "group_concat(json_quote($1), ',' ORDER BY $1)" : "string_agg(to_json($1)::text, ',' ORDER BY $1)",
    )
}
