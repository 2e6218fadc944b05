-- Somebody may ask for a deferral when none is left: that answer puts nothing off, and is kept like any other.
alter table receipt drop constraint receipt_deferred;
