-- The state of the register: another one after every batch of the sequencer, after whatever it
-- rearranges beside the documents, and with every withdrawal that it has not yet worked off.
--
-- A function, because what it asks is planned once for each connection and not at each request.

create or replace function register_state() returns text language plpgsql stable as $$
begin
  return concat_ws(' ',
    (select concat_ws('.', nonce, rearranged) from register_epoch limit 1),
    (select nonce from register_batch order by last_seq desc limit 1),
    (select md5(string_agg(id::text, ' ' order by id)) from register_mark where retract));
end $$;
