package io.tollkeeper.http.stripe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Ids;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.http.stripe.Translation.Translated;

/** What has been found in one event so far. */
final class Findings {

  private final Optional<String> payer;
  private final Set<String> references = new LinkedHashSet<>();
  private final List<Notice> notices = new ArrayList<>();

  private Findings(Optional<String> payer) {
    this.payer = payer;
  }

  /** About this payer, if the event says whom it is about. */
  static Findings about(Optional<String> payer) {
    return new Findings(payer);
  }

  /** These lead to the payer as well. */
  Findings named(Set<String> names) {
    references.addAll(names);
    return this;
  }

  /** These are names of one payment, and lead to the payer. */
  Findings aliases(Set<String> names) {
    if (names.size() > 1) notices.add(new Notice.Alias(names));
    return named(names);
  }

  Findings notice(Notice notice) {
    notices.add(notice);
    return this;
  }

  /** The first of these that can be the id of a customer says for whom the payer pays. */
  Findings linked(List<Optional<String>> customers) {
    customers.stream().flatMap(Optional::stream).filter(Findings::isCustomer).findFirst()
        .ifPresent(customer -> notices.add(new Notice.Linked(customer)));
    return this;
  }

  boolean isEmpty() {
    return notices.isEmpty();
  }

  Translated translated() {
    return new Translated(payer, List.copyOf(references), notices);
  }

  /** Whether a customer can have this id. */
  static boolean isCustomer(String id) {
    return Ids.isId(id) && !Ids.isReserved(id);
  }

  /** Those of these names that are there, in this order. */
  @SafeVarargs
  static Set<String> present(Optional<String>... names) {
    var present = new LinkedHashSet<String>();
    for (var name : names)
      name.ifPresent(present::add);
    return present;
  }
}
