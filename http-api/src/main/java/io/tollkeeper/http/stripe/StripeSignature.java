package io.tollkeeper.http.stripe;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;

/** Tells what Stripe has signed from everything else. */
final class StripeSignature {

  /** How far the time of signing may be from now, in either direction. */
  static final long TOLERANCE_SECONDS = 300;

  private final Clock clock;

  StripeSignature(Clock clock) {
    this.clock = clock;
  }

  /** The text of this body, if one of these secrets has signed exactly these bytes not long ago. */
  Optional<String> verified(byte[] body, String header, List<String> secrets) {
    // Not every sequence of bytes is a text, and a lenient reading would make different bodies equal.
    return text(body)
        .filter(text -> isTimely(header) && secrets.stream().anyMatch(secret -> signs(secret, text, header)));
  }

  private boolean signs(String secret, String text, String header) {
    try {
      return Webhook.Signature.verifyHeader(text, header, secret, TOLERANCE_SECONDS, clock);
    } catch (SignatureVerificationException | RuntimeException _) {
      return false;
    }
  }

  /** Stripe's library refuses what is old but takes any time to come. It believes the first time in the header, and so must this. */
  private boolean isTimely(String header) {
    var stamp = Arrays.stream(header.split(",", -1)).map(item -> item.split("=", 2))
        .filter(item -> item[0].equals("t") && item.length == 2).findFirst();
    try {
      return stamp.isPresent()
          && Long.parseLong(stamp.get()[1]) - clock.instant().getEpochSecond() <= TOLERANCE_SECONDS;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private static Optional<String> text(byte[] body) {
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
