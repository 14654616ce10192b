ALTER TABLE "departments" ADD COLUMN "lead_id" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "superior_id" text;