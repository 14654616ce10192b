CREATE TABLE "relations" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"resident_id" uuid NOT NULL,
	"of_resident_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"evidence" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"expires_on" date NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "relations_community_code_id_pk" PRIMARY KEY("community_code","id")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "agency_asked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "entrusted_to" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "delivered_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "revisited_on" date;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "principal_card_read" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "relations_community_code_resident_id_index" ON "relations" USING btree ("community_code","resident_id");--> statement-breakpoint
CREATE INDEX "relations_community_code_of_resident_id_index" ON "relations" USING btree ("community_code","of_resident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "relations_household" ON "relations" USING btree ("community_code","resident_id","of_resident_id") WHERE evidence = 'household-record';--> statement-breakpoint
CREATE INDEX "cases_entrusted" ON "cases" USING btree ("community_code","entrusted_to","revisited_on");