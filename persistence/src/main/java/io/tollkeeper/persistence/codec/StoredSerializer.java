package io.tollkeeper.persistence.codec;

import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.domain.payer.PayerEvent;

/** How Pekko is told to write and read what is stored: the codecs of this package, each under its short, versioned manifest. */
public final class StoredSerializer extends SerializerWithStringManifest {

  /** Stands beside every stored row, so it never changes. */
  public static final int IDENTIFIER = 7_355_001;

  private final RememberedIds.Window window;

  /** Made by Pekko, once for each actor system. */
  public StoredSerializer(ExtendedActorSystem system) {
    var ids = system.settings().config().getConfig("tollkeeper.remembered-ids");
    window = new RememberedIds.Window(ids.getInt("count"), ids.getDuration("age"));
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object stored) {
    return switch (stored) {
      case Facts _ -> FactsCodec.MANIFEST;
      case Customer _ -> CustomerCodec.MANIFEST;
      case PayerEvent _ -> PayerCodec.MANIFEST;
      default -> throw unknown(stored.getClass());
    };
  }

  @Override
  public byte[] toBinary(Object stored) {
    return switch (stored) {
      case Facts facts -> FactsCodec.write(facts);
      case Customer customer -> CustomerCodec.write(customer);
      case PayerEvent event -> PayerCodec.write(event);
      default -> throw unknown(stored.getClass());
    };
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    return switch (manifest) {
      case FactsCodec.MANIFEST -> FactsCodec.read(bytes);
      case CustomerCodec.MANIFEST -> CustomerCodec.read(bytes, window);
      case PayerCodec.MANIFEST -> PayerCodec.read(bytes);
      default -> throw new StoredFormException(
          "the stored form " + manifest + " is not known; a newer version may have written it");
    };
  }

  private static IllegalArgumentException unknown(Class<?> type) {
    return new IllegalArgumentException("there is no stored form of " + type.getName());
  }
}
