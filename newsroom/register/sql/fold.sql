-- One folding for every text that is searched: accents, case, apostrophes and hyphens vanish.
-- newsroom/register/text.py holds its exact twin; change both, and rebuild the search rows.

create or replace function register_fold(t text) returns text
language plpgsql immutable strict parallel safe as $$
declare
  -- What separates words, as code points: a class such as [[:alnum:]] depends on the locale,
  -- and would eat Cyrillic and Arabic where the server runs in "C".
  p constant text := U&'\0001-\002f\003a-\0040\005b-\0060\007b-\00bf\00d7\00f7\02b9-\02ff'
    '\055a-\055f\0589-\058a\060c\061b\061f\066a-\066d\06d4\1361-\1368\1680'
    '\2000-\2bff\2e00-\2e7f\3000-\303f\e000-\f8ff\fff0-\ffff\+01f000-\+01faff';
begin
  t := normalize(t, NFKD);
  -- Marks go before lower(), so that accented Latin folds even where lower() knows ASCII only.
  t := regexp_replace(t,
    U&'[\0300-\036f\00ad\061c\180b-\180f\200b-\200f\2060-\2064\fe00-\fe0f\feff]', '', 'g');
  t := lower(t);
  t := replace(replace(replace(replace(t, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae');
  -- The test first: translate() over a whole article costs more than all the rest.
  if t ~ '[ßẞþÞøØłŁđĐðÐħĦŧŦıəƏɛƐɔƆŋŊɲƝɓƁɗƊƙƘƴƳς]' then
    t := replace(replace(replace(replace(t, 'ß', 'ss'), 'ẞ', 'ss'), 'þ', 'th'), 'Þ', 'th');
    t := translate(t, 'øØłŁđĐðÐħĦŧŦıəƏɛƐɔƆŋŊɲƝɓƁɗƊƙƘƴƳς', 'oollddddhhttieeeeoonnnnbbddkkyyσ');
  end if;
  -- O.N.U. becomes onu: single letters joined by full stops are one word.
  t := regexp_replace(t, '(?<![^' || p || '])([a-z])[.](?=[a-z](?![^' || p || ']))', '\1', 'g');
  return regexp_replace(t, '[' || p || ']+', ' ', 'g');
end $$;

-- A configuration of our own: French stop words and no stemming, which would take Mali for mal
-- and Sall for salle. Number and gender are added to the query instead.
do $$
begin
  if not exists (select from pg_ts_dict
                 where dictname = 'archive_stop' and dictnamespace = current_schema()::regnamespace) then
    create text search dictionary archive_stop (template = pg_catalog.simple, stopwords = french);
  end if;
  if not exists (select from pg_ts_config
                 where cfgname = 'archive' and cfgnamespace = current_schema()::regnamespace) then
    create text search configuration archive (copy = pg_catalog.simple);
    alter text search configuration archive
      alter mapping for asciiword, word with archive_stop;
  end if;
end $$;

-- The search vector of one item: title, lead, body, and one word without position for each
-- thing it refers to ("u" and the 32 digits of its uid), so that it is found under every name
-- of that thing. A vector may hold 1 MB; n characters make at most 4n bytes of it, hence the cuts.
create or replace function register_vector(a text, b text, c text, refs uuid[]) returns tsvector
language sql immutable parallel safe
begin atomic
  select setweight(to_tsvector('archive', left(register_fold(left(coalesce(a, ''), 10000)), 10000)), 'A')
      || setweight(to_tsvector('archive', left(register_fold(left(coalesce(b, ''), 20000)), 20000)), 'B')
      || setweight(to_tsvector('archive', left(register_fold(left(coalesce(c, ''), 180000)), 180000)), 'C')
      || array_to_tsvector(array(
           select distinct 'u' || replace(r::text, '-', '')
           from unnest(refs[1:2500]) r where r is not null));
end;
