using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Waickoff.Server.Hosting.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Audits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    AtMs = table.Column<long>(type: "bigint", nullable: false),
                    Entries = table.Column<long>(type: "bigint", nullable: false),
                    Broken = table.Column<int>(type: "integer", nullable: false),
                    Violations = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.Id);
                }
            );

            migrationBuilder.CreateIndex(name: "IX_audit_AtMs", table: "audit", column: "AtMs");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "audit");
        }
    }
}
