package io.tollkeeper.engine.domain.payer;

import java.util.Optional;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Pack;

/** The grants of packs that were bought. */
final class PackGrants {

  private PackGrants() {}

  /** So many of a pack; throws {@link ArithmeticException} if that is more than an amount can be. */
  static Command.AddGrant of(String id, Pack pack, long quantity, String source) {
    return new Command.AddGrant(id, new Credits(Math.multiplyExact(pack.credits().micros(), quantity)), GrantKind.PAID,
        pack.priority(), Optional.empty(), pack.expiresAfter().map(Command.Expiry.After::new), pack.features(), source,
        "");
  }

  /** The pack that was sold, if the catalogue has it. */
  static Optional<Pack> sold(Catalogue catalogue, Notice.Sold sold) {
    return switch (sold) {
      case Notice.Sold.Price(var id) -> catalogue.packOfStripePrice(id);
      case Notice.Sold.NamedPack(var key) -> catalogue.pack(key);
    };
  }

  /** Why what was sold brings nothing. */
  static String unknown(Notice.Sold sold) {
    return switch (sold) {
      case Notice.Sold.Price(var id) -> "unknown_price: " + id;
      case Notice.Sold.NamedPack(var key) -> "unknown_pack: " + key;
    };
  }
}
