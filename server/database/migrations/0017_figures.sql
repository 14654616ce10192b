CREATE INDEX "case_events_told" ON "case_events" USING btree ("community_code","at") WHERE act = 'ask-supplement';--> statement-breakpoint
CREATE INDEX "cases_received" ON "cases" USING btree ("community_code","received_at");--> statement-breakpoint
CREATE INDEX "cases_decided" ON "cases" USING btree ("community_code","decided_on");