-- Words as English stems, but none left out: "down", "not" and "off" are what runbooks are about.
create text search dictionary waymark_english (template = snowball, language = english);
create text search configuration waymark (parser = default);
alter text search configuration waymark
  add mapping for asciiword, word, numword, asciihword, hword, numhword, hword_part, hword_asciipart,
    hword_numpart, host, email, file, url, url_path, version, int, uint, float, sfloat
  with waymark_english;

-- What is searched, once each. The words lie in the row itself, since a search looks at hundreds of rows.
create table search_document (
  key bigint generated always as identity primary key,
  kind text not null check (kind in ('ENTRY', 'STEP', 'LESSON', 'INCIDENT', 'NOTE')),
  id text not null,
  -- What it was made from, so that only what has changed is made again.
  version text not null,
  url text not null,
  title text not null,
  entry_id text,
  service text,
  severity text,
  state text,
  incident bigint,
  drill boolean not null,
  at timestamptz not null,
  -- The lowest role that may find it.
  visible_to text not null check (visible_to in ('viewer', 'responder', 'author', 'administrator')),
  -- Causes, error names and hosts by which incidents resemble each other.
  marks text[] not null default '{}',
  words tsvector not null,
  unique (kind, id)
) with (toast_tuple_target = 8160);
alter table search_document alter column words set storage external;
create index search_document_words on search_document using gin (words) with (fastupdate = off);
create index search_document_newest on search_document (kind, at desc, key desc);
create index search_document_entry on search_document (entry_id, kind);
create index search_document_incident on search_document (incident) where incident is not null;
create index search_document_marks on search_document using gin (marks) where kind = 'INCIDENT';

-- The text beside it, which is only read for the results on the page.
create table search_text (
  document bigint primary key references search_document on delete cascade,
  body text not null
);

-- Every word that everybody may find, to tell what a mistyped one was meant to be.
create table search_word (word text primary key);

-- Title, what stands out, and the rest; texts that were cut into words already.
create function search_words(title text, head text, body text) returns tsvector
language sql immutable parallel safe
return setweight(to_tsvector('waymark', title), 'A') || setweight(to_tsvector('waymark', head), 'B')
  || setweight(to_tsvector('waymark', body), 'D');

-- Trigrams find what was mistyped. Search does without them where a database doesn't allow them.
do $$
begin
  create extension if not exists pg_trgm;
  create index search_word_trigrams on search_word using gist (word gist_trgm_ops);
exception when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
  raise notice 'without the extension pg_trgm, search does not correct mistyped words';
end
$$;
