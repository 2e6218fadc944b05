-- PostgreSQL 18 has uuidv7(); for 15 to 17 this is the same layout (RFC 9562): 48 bits of milliseconds, then random.
do $$
begin
  if to_regprocedure('pg_catalog.uuidv7()') is null then
    create function public.uuidv7() returns uuid
      language sql volatile parallel safe
      return (
        select encode(
          set_byte(
            overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
            6,
            (get_byte(uuid_send(gen_random_uuid()), 6) & 15) | 112
          ),
          'hex'
        )::uuid
      );
  end if;
end
$$;
