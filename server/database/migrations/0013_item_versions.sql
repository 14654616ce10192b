CREATE TABLE "item_drafts" (
	"community_code" text NOT NULL,
	"code" text NOT NULL,
	"revision" integer NOT NULL,
	"based_on" integer,
	"previewed" integer,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"definition" jsonb NOT NULL,
	CONSTRAINT "item_drafts_community_code_code_pk" PRIMARY KEY("community_code","code")
);
--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "effective_from" date;--> statement-breakpoint
UPDATE "items" SET "effective_from" = ("definition"->>'effectiveFrom')::date;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "offered" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "published_by" text;--> statement-breakpoint
CREATE UNIQUE INDEX "items_one_version_a_day" ON "items" USING btree ("community_code","code","effective_from") WHERE "items"."published_by" is not null;