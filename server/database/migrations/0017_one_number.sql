CREATE TABLE "ticket_allowances" (
	"community_code" text NOT NULL,
	"terminal_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"taken" integer NOT NULL,
	CONSTRAINT "ticket_allowances_community_code_terminal_id_pk" PRIMARY KEY("community_code","terminal_id")
);
--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "resident_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_card" ON "tickets" USING btree ("community_code","day","resident_id") WHERE source = 'terminal' and state not in ('done', 'cancelled') and resident_id is not null;--> statement-breakpoint
CREATE INDEX "tickets_resident" ON "tickets" USING btree ("community_code","day","resident_id") WHERE resident_id is not null;