using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Waickoff.Server.Hosting.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Operators : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsGivenUp",
                table: "stripe_event",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.CreateTable(
                name: "operator_action",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    OperatorId = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Detail = table.Column<string>(type: "TEXT", nullable: false),
                    AtMs = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operator_action", x => x.Id);
                }
            );

            migrationBuilder.CreateIndex(name: "IX_operator_action_Target", table: "operator_action", column: "Target");
            migrationBuilder.KeepAsWritten("operator_action");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "operator_action");

            migrationBuilder.DropColumn(name: "IsGivenUp", table: "stripe_event");
        }
    }
}
