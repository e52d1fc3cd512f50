package io.tollkeeper.engine.domain;

/**
 * What a caller wants to keep with a customer or an operation; the engine never reads it.
 *
 * <p>Equality and the ledger's chain use the digest alone, so the text can be erased later without breaking either.
 *
 * @param json a JSON object with sorted keys and no blanks; empty for none, and for what was erased
 * @param digest the hash of the text, also after it was erased; {@link Hash#NONE} for no metadata
 */
public record Metadata(String json, Hash digest) {

  public static final Metadata NONE = new Metadata("", Hash.NONE);

  /** The most bytes that the text may have. */
  public static final int MAX_BYTES = 4096;

  /** The metadata with this canonical text; the empty text and the empty object are no metadata. */
  public static Metadata of(String json) {
    return json.isEmpty() || json.equals("{}") ? NONE : new Metadata(json, Hash.of(json));
  }

  /** Whether the text, unless it was erased, is that of the digest. */
  public boolean isIntact() {
    return json.isEmpty() || digest.equals(Hash.of(json));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Metadata(var _, var otherDigest) && digest.equals(otherDigest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }
}
