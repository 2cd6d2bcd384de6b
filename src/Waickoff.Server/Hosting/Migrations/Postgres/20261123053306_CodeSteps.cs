using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Waickoff.Server.Hosting.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CodeSteps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "CodeStep",
                table: "AspNetUsers",
                type: "bigint",
                nullable: false,
                defaultValue: 0L
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "CodeStep", table: "AspNetUsers");
        }
    }
}
