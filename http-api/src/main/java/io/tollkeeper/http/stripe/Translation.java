package io.tollkeeper.http.stripe;

import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.payer.Notice;

/** What an event means for us. Reasons begin with a code; details follow after a colon. */
sealed interface Translation {

  /**
   * Something about a payer.
   *
   * @param payer Stripe's id of its customer, or of the session where it has none; empty if the event does not say
   * @param references names of what the event is about, which lead to the payer; first the one that most likely will be learned
   */
  record Translated(Optional<String> payer, List<String> references, List<Notice> notices) implements Translation {

    public Translated {
      references = references.stream().distinct().toList();
      notices = List.copyOf(notices);
    }
  }

  /**
   * That is known only when Stripe has been asked.
   *
   * @param field the field of the event's object that is completed by the answer; empty if it is the object itself
   * @param address what Stripe is asked for: an object, or a list that is read to its end
   */
  record Incomplete(String field, String address) implements Translation {}

  /** Nothing. */
  record Ignored(String reason) implements Translation {}

  /** Something, but it cannot be done as things are. */
  record Failed(String reason) implements Translation {

    static Failed of(Reason reason) {
      return new Failed(reason.code());
    }

    /** The detail comes from outside, so it is cut and cleaned. */
    static Failed of(Reason reason, String detail) {
      return new Failed(reason.with(detail));
    }
  }
}
