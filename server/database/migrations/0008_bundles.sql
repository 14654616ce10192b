CREATE TABLE "bundles" (
	"community_code" text NOT NULL,
	"code" text NOT NULL,
	"definition" jsonb NOT NULL,
	CONSTRAINT "bundles_community_code_code_pk" PRIMARY KEY("community_code","code")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "bundle_id" uuid;--> statement-breakpoint
CREATE INDEX "cases_bundle" ON "cases" USING btree ("community_code","bundle_id");