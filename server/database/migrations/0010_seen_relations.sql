ALTER TABLE "relations" ADD COLUMN "recorded_by" text;--> statement-breakpoint
ALTER TABLE "relations" ADD COLUMN "document" "bytea";--> statement-breakpoint
ALTER TABLE "relations" ADD COLUMN "revoked_by" text;--> statement-breakpoint
ALTER TABLE "relations" ADD COLUMN "revoked_reason" "bytea";--> statement-breakpoint
-- A reading waits five minutes for the page that asked for it; one without a name is read again.
DELETE FROM "card_reads";--> statement-breakpoint
ALTER TABLE "card_reads" ADD COLUMN "name" "bytea" NOT NULL;