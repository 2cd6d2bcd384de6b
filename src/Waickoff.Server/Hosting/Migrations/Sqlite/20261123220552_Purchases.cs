using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Waickoff.Server.Hosting.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Purchases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "purchase",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Pack = table.Column<string>(type: "TEXT", nullable: false),
                    Sessions = table.Column<int>(type: "INTEGER", nullable: false),
                    Price = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    ConsentMs = table.Column<long>(type: "INTEGER", nullable: false),
                    ConsentVersion = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedMs = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    CheckoutSession = table.Column<string>(type: "TEXT", nullable: true),
                    Url = table.Column<string>(type: "TEXT", nullable: true),
                    Payment = table.Column<string>(type: "TEXT", nullable: true),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    Tax = table.Column<long>(type: "INTEGER", nullable: false),
                    Discount = table.Column<long>(type: "INTEGER", nullable: false),
                    PaidMs = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceiptUrl = table.Column<string>(type: "TEXT", nullable: true),
                    InvoiceUrl = table.Column<string>(type: "TEXT", nullable: true),
                    InvoicePdf = table.Column<string>(type: "TEXT", nullable: true),
                    HasFee = table.Column<bool>(type: "INTEGER", nullable: false),
                    Dispute = table.Column<string>(type: "TEXT", nullable: false),
                    LookedMs = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_purchase", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "purchase_refund",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    PurchaseId = table.Column<string>(type: "TEXT", nullable: false),
                    Sessions = table.Column<long>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Tax = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedMs = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    StripeRefund = table.Column<string>(type: "TEXT", nullable: true),
                    DueMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_purchase_refund", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "stripe_event",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    About = table.Column<string>(type: "TEXT", nullable: false),
                    Payment = table.Column<string>(type: "TEXT", nullable: true),
                    ReceivedMs = table.Column<long>(type: "INTEGER", nullable: false),
                    DueMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    HandledMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stripe_event", x => x.Id);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_purchase_CheckoutSession",
                table: "purchase",
                column: "CheckoutSession",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_purchase_Payment", table: "purchase", column: "Payment");

            migrationBuilder.CreateIndex(
                name: "IX_purchase_State_CreatedMs",
                table: "purchase",
                columns: new[] { "State", "CreatedMs" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_purchase_UserId_Key",
                table: "purchase",
                columns: new[] { "UserId", "Key" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_purchase_refund_PurchaseId",
                table: "purchase_refund",
                column: "PurchaseId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_purchase_refund_State_DueMs",
                table: "purchase_refund",
                columns: new[] { "State", "DueMs" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_purchase_refund_StripeRefund",
                table: "purchase_refund",
                column: "StripeRefund",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_stripe_event_HandledMs_DueMs",
                table: "stripe_event",
                columns: new[] { "HandledMs", "DueMs" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_stripe_event_ReceivedMs",
                table: "stripe_event",
                column: "ReceivedMs"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "purchase");

            migrationBuilder.DropTable(name: "purchase_refund");

            migrationBuilder.DropTable(name: "stripe_event");
        }
    }
}
