-- What was done stays on record: rows of these tables are added, never changed, never removed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'rows of % are kept as they were written', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $body$;
--> statement-breakpoint
CREATE TRIGGER case_events_are_kept BEFORE UPDATE OR DELETE ON case_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_records_are_kept BEFORE UPDATE OR DELETE ON audit_records FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER slips_are_kept BEFORE UPDATE OR DELETE ON slips FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER licence_pulls_are_kept BEFORE UPDATE OR DELETE ON licence_pulls FOR EACH ROW EXECUTE FUNCTION refuse_change();
