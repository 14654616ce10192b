CREATE TABLE "material_images" (
	"community_code" text NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"material_key" text NOT NULL,
	"image" "bytea" NOT NULL,
	"taken_by" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	CONSTRAINT "material_images_community_code_id_pk" PRIMARY KEY("community_code","id")
);
--> statement-breakpoint
CREATE TABLE "material_verdicts" (
	"community_code" text NOT NULL,
	"case_id" uuid NOT NULL,
	"material_key" text NOT NULL,
	"verdict" text NOT NULL,
	"why" "bytea",
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "material_verdicts_community_code_case_id_material_key_pk" PRIMARY KEY("community_code","case_id","material_key")
);
--> statement-breakpoint
CREATE INDEX "material_images_case" ON "material_images" USING btree ("community_code","case_id","material_key");