package io.tollkeeper.http;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import io.tollkeeper.engine.domain.Hash;

/** The keys that callers identify themselves with. Only their hashes are known here. */
public final class ApiKeys {

  private static final String HEADER = "authorization";
  private static final String SCHEME = "Bearer ";

  private final List<Known> keys = new ArrayList<>();

  /**
   * A key.
   *
   * @param tenant whose it is
   * @param scope what it is for
   * @param hash the SHA-256 of its text in UTF-8
   */
  public record Key(String tenant, Scope scope, Hash hash) {}

  /** These keys. Throws {@link IllegalArgumentException} if two are the same, for it would be open what they stand for. */
  public ApiKeys(List<Key> keys) {
    var hashes = new HashSet<Hash>();
    for (var key : keys) {
      if (!hashes.add(key.hash()))
        throw new IllegalArgumentException("an API key of tenant " + key.tenant() + " is there twice");
      this.keys.add(new Known(key, key.hash().toBytes()));
    }
  }

  /** Whose key a request carries, if it carries exactly one and that is known. */
  Optional<Key> caller(HttpRequest request) {
    return bearer(request).flatMap(this::find);
  }

  private Optional<Key> find(String text) {
    var hash = Hash.of(text).toBytes();
    var found = Optional.<Key>empty();
    // All are compared, each in constant time, so that the time tells nothing of where or how nearly one matched.
    for (var known : keys)
      if (MessageDigest.isEqual(known.hash, hash)) found = Optional.of(known.key);
    return found;
  }

  private static Optional<String> bearer(HttpRequest request) {
    var found = Optional.<String>empty();
    for (HttpHeader header : request.getHeaders()) {
      if (!header.is(HEADER)) continue;
      // Two keys are no key: which of them another program on the way has looked at is open.
      if (found.isPresent()) return Optional.empty();
      found = Optional.of(header.value());
    }
    return found.filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()));
  }

  /** A key and the bytes of its hash. */
  private static final class Known {

    final Key key;
    final byte[] hash;

    Known(Key key, byte[] hash) {
      this.key = key;
      this.hash = hash;
    }
  }
}
