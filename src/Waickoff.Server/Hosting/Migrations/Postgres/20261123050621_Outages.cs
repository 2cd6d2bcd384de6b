using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Waickoff.Server.Hosting.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Outages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "GivenBackMs",
                table: "trading_session",
                type: "bigint",
                nullable: false,
                defaultValue: 0L
            );

            migrationBuilder.CreateTable(
                name: "outage",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    BeganMs = table.Column<long>(type: "bigint", nullable: false),
                    EndedMs = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outage", x => x.Id);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_outage_EndedMs",
                table: "outage",
                column: "EndedMs",
                unique: true,
                filter: "\"EndedMs\" = 0"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "outage");

            migrationBuilder.DropColumn(name: "GivenBackMs", table: "trading_session");
        }
    }
}
