package io.tollkeeper.config.stripe.story;

import java.util.stream.Stream;

/** All stories. Each begins with the 100 credits of {@link Shop#welcome}, which are never taken back. */
final class Stories {

  private static final String PRO = "chat plan:pro, work plan:pro; pro active";
  private static final String FREE = "work default:free; ";

  private Stories() {}

  static Stream<Story> all() {
    return Stream.of(
        new Story("first subscription", Stories::firstSubscription,
            "settled 200 debt 0 frozen 0; 100-0; " + PRO, "170"),
        new Story("renewal", Stories::renewal,
            "settled 200 debt 0 frozen 0; 100-0 100-0; " + PRO, "170"),
        // Half of the period is left: half of the old credits go, half of the new ones come.
        new Story("upgrade inside a period", Stories::upgrade,
            "settled 300 debt 0 frozen 0; 100-50 150-0; "
                + "chat plan:max, image plan:max, work plan:max; max active",
            "270"),
        new Story("failed renewal and recovery", Stories::failedRenewal,
            "settled 200 debt 0 frozen 0; 100-0 100-0; " + PRO, "170"),
        new Story("cancellation at the end of the period", Stories::cancellation,
            "settled 200 debt 0 frozen 0; 100-0; chat plan:pro until 2027-01-05T00:00:00Z,"
                + " work plan:pro until 2027-01-05T00:00:00Z; pro until 2027-01-05T00:00:00Z active",
            "170"),
        new Story("cancellation that has come to its end", Stories::end,
            "settled 100 debt 0 frozen 0; 100-0; " + FREE + "inactive", "70"),
        new Story("pack by checkout", Stories::pack,
            "settled 300 debt 0 frozen 0; 200-0; " + FREE, "270"),
        new Story("asynchronous payment", Stories::asynchronousPayment,
            "settled 200 debt 0 frozen 0; 100-0; " + FREE, "170"),
        // 3 and 2 of 20 dollars.
        new Story("two partial refunds", Stories::partialRefunds,
            "settled 175 debt 0 frozen 0; 100-25; " + PRO, "145"),
        new Story("two partial refunds that only charges tell of", scene -> partialRefunds(scene.deafTo("refund.")),
            "settled 175 debt 0 frozen 0; 100-25; " + PRO, "145"),
        new Story("two partial refunds that no charge tells of", scene -> partialRefunds(scene.deafTo("charge.")),
            "settled 175 debt 0 frozen 0; 100-25; " + PRO, "145"),
        new Story("full refund after spending", Stories::fullRefund,
            "settled 100 debt 0 frozen 0; 100-100; " + FREE, "40"),
        new Story("dispute won", Stories::disputeWon,
            "settled 200 debt 0 frozen 0; 100-0; " + FREE, "170"),
        new Story("dispute lost", Stories::disputeLost,
            "settled 100 debt 0 frozen 0; 100-100; " + FREE, "70"),
        // 7 of 10 dollars, and 20 of 60 held credits used.
        new Story("dispute that is still open", Stories::openDispute,
            "settled 200 debt 0 frozen 100; 100-0; " + FREE, "170"),
        new Story("refund that fails", Stories::failedRefund,
            "settled 200 debt 0 frozen 0; 100-0; " + FREE, "170"),
        new Story("credit note", Stories::creditNote,
            "settled 175 debt 0 frozen 0; 100-25; " + PRO, "145"),
        new Story("trial", Stories::trial,
            "settled 200 debt 0 frozen 0; 100-0 100-0; " + PRO, "170"),
        new Story("refund during an open reservation", Stories::refundWhileReserved,
            "settled 130 debt 0 frozen 0; 100-70; " + FREE, "110"));
  }

  /** A day on which much happens to a customer that has subscribed to pro a month before. */
  static void day(Scene scene, String subscription) {
    scene.at("2026-12-19").stripe().billing().renew(subscription);
    var reversals = scene.stripe().reversals();
    reversals.refund(reversals.chargeOf(scene.stripe().object(subscription).path("latest_invoice").asText()), 500);
    scene.stripe().sales().pay(scene.checkout("", 2));
    reversals.dispute(scene.pack());
    var session = scene.checkout(scene.payer(), 1);
    scene.stripe().sales().order(session);
    scene.stripe().sales().settle(session);
    scene.stripe().billing().upgrade(subscription, Shop.MAX);
    scene.stripe().billing().cancelAtPeriodEnd(subscription);
  }

  private static void firstSubscription(Scene scene) {
    scene.at("2026-12-05").subscribe();
    scene.spend(30);
  }

  private static void renewal(Scene scene) {
    var subscription = scene.at("2026-11-05").subscribe();
    scene.spend(30);
    scene.at("2026-12-05").stripe().billing().renew(subscription);
  }

  private static void upgrade(Scene scene) {
    var subscription = scene.at("2026-11-25").subscribe();
    scene.spend(30);
    scene.at("2026-12-10").stripe().billing().upgrade(subscription, Shop.MAX);
  }

  private static void failedRenewal(Scene scene) {
    var subscription = scene.at("2026-11-05").subscribe();
    scene.at("2026-12-05").stripe().billing().failRenewal(subscription);
    scene.spend(30);
    scene.at("2026-12-08").stripe().billing().recover(subscription);
  }

  private static void cancellation(Scene scene) {
    var subscription = scene.at("2026-12-05").subscribe();
    scene.spend(30);
    scene.at("2026-12-10").stripe().billing().cancelAtPeriodEnd(subscription);
  }

  private static void end(Scene scene) {
    var subscription = scene.at("2026-11-05").subscribe();
    scene.at("2026-11-10").stripe().billing().cancelAtPeriodEnd(subscription);
    scene.spend(30);
    scene.at("2026-12-05").stripe().billing().end(subscription);
  }

  private static void pack(Scene scene) {
    scene.at("2026-12-19").stripe().sales().pay(scene.checkout("", 2));
    scene.spend(30);
  }

  private static void asynchronousPayment(Scene scene) {
    var session = scene.at("2026-12-15").checkout(scene.payer(), 1);
    scene.stripe().sales().order(session);
    scene.spend(30);
    scene.at("2026-12-18").stripe().sales().settle(session);
  }

  private static void partialRefunds(Scene scene) {
    var subscription = scene.at("2026-12-05").subscribe();
    scene.spend(30);
    var invoice = scene.stripe().object(subscription).path("latest_invoice").asText();
    var charge = scene.stripe().reversals().chargeOf(invoice);
    scene.at("2026-12-10").stripe().reversals().refund(charge, 300);
    scene.at("2026-12-11").stripe().reversals().refund(charge, 200);
  }

  private static void fullRefund(Scene scene) {
    var charge = scene.at("2026-12-10").pack();
    scene.spend(60);
    scene.at("2026-12-15").stripe().reversals().refund(charge, 1000);
  }

  private static void disputeWon(Scene scene) {
    var dispute = scene.stripe().reversals().dispute(scene.at("2026-12-10").pack());
    scene.spend(30);
    scene.at("2026-12-18").stripe().reversals().winDispute(dispute);
  }

  /** By an invoice, which the dispute does not name. */
  private static void disputeLost(Scene scene) {
    var invoice = scene.at("2026-12-10").stripe().billing().invoice(scene.payer(), Shop.PACK, 1);
    scene.spend(30);
    var reversals = scene.at("2026-12-12").stripe().reversals();
    var dispute = reversals.dispute(reversals.chargeOf(invoice));
    scene.at("2026-12-18").stripe().reversals().loseDispute(dispute);
  }

  private static void openDispute(Scene scene) {
    var charge = scene.at("2026-12-10").pack();
    scene.spend(30);
    scene.at("2026-12-18").stripe().reversals().dispute(charge);
  }

  private static void failedRefund(Scene scene) {
    var refund = scene.stripe().reversals().refund(scene.at("2026-12-10").pack(), 1000);
    scene.spend(30);
    scene.at("2026-12-15").stripe().reversals().failRefund(refund);
  }

  private static void creditNote(Scene scene) {
    var subscription = scene.at("2026-12-05").subscribe();
    scene.spend(30);
    var invoice = scene.stripe().object(subscription).path("latest_invoice").asText();
    scene.at("2026-12-10").stripe().reversals().creditNote(invoice, 0, 500);
  }

  private static void trial(Scene scene) {
    var subscription = scene.at("2026-11-20").stripe().billing().tryOut(scene.payer(), Shop.PRO, 14);
    scene.spend(30);
    scene.at("2026-12-04").stripe().billing().renew(subscription);
  }

  private static void refundWhileReserved(Scene scene) {
    var charge = scene.at("2026-12-10").pack();
    scene.reserve(60);
    scene.at("2026-12-11").stripe().reversals().refund(charge, 700);
    scene.settle(20);
  }
}
