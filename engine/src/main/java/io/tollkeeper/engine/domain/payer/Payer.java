package io.tollkeeper.engine.domain.payer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Tree;

/**
 * What is known of one payer, and what its customers were told because of that. Immutable.
 *
 * @param placed the last order for each key, by the payment or subscription that it follows from, then by key
 * @param nothingDue keys for which there will never be an order, by the payment that they are about
 */
public record Payer(Knowledge knowledge, Tree<String, Tree<String, Placed>> placed,
    Tree<String, Set<String>> nothingDue) {

  public static final Payer NEW = new Payer(Knowledge.NONE, Tree.empty(), Tree.empty());

  /**
   * An order that was taken on.
   *
   * @param message the provider's message that it came from
   * @param filled whether its customer has acknowledged it
   */
  record Placed(Order order, String message, boolean filled) {}

  /** What of these notices is new. */
  public List<PayerEvent> news(Instant now, String message, List<Notice> notices) {
    var news = new ArrayList<PayerEvent>();
    var known = knowledge;
    for (var notice : notices) {
      if (!known.isNews(notice)) continue;
      news.add(new PayerEvent.Noticed(now, message, notice));
      known = known.learn(notice);
    }
    return news;
  }

  /**
   * What follows from all that is known and has not been ordered yet.
   *
   * @param payer the provider's id of this payer
   */
  public Findings derive(String payer, Catalogue catalogue) {
    return Derivation.of(new Situation(payer, this, catalogue));
  }

  /** What these notices are about, by all that is known. */
  public Subject subject(List<Notice> notices) {
    return Subject.of(notices, knowledge);
  }

  /** The orders that no customer has acknowledged yet. */
  public List<Order> open() {
    return Knowledge.all(placed).stream().flatMap(orders -> Knowledge.all(orders).stream())
        .filter(order -> !order.filled()).map(Placed::order).toList();
  }

  /** Those of them that are about this. */
  public List<Order> open(Subject subject) {
    return subject.all().flatMap(id -> placed(id).stream()).filter(order -> !order.filled()).map(Placed::order)
        .toList();
  }

  /** The order with this key, if it is still to be acknowledged. */
  public Optional<Order> open(String key) {
    return last(key).filter(order -> !order.filled()).map(Placed::order);
  }

  /** The message that the last order with this key came from. */
  public String message(String key) {
    return last(key).map(Placed::message).orElse("");
  }

  /** How it stands; empty as long as nothing is known. */
  public Optional<PayerView> view() {
    return equals(NEW) ? Optional.empty() : Optional.of(PayerView.of(this));
  }

  /** Applies an event. Total. */
  public Payer evolve(PayerEvent event) {
    return switch (event) {
      case PayerEvent.Noticed(var _, var _, var notice) -> new Payer(knowledge.learn(notice), placed, nothingDue);
      case PayerEvent.OrderTaken(var _, var message, var order) -> with(new Placed(order, message, false));
      case PayerEvent.OrderFilled(var _, var key) ->
        last(key).map(order -> with(new Placed(order.order(), order.message(), true))).orElse(this);
      case PayerEvent.NothingDue(var _, var key, var _) -> withNothingDue(key);
    };
  }

  /** Applies events, one after the other. */
  public Payer evolve(Collection<PayerEvent> events) {
    var next = this;
    for (var event : events)
      next = next.evolve(event);
    return next;
  }

  /** The last order with this key. */
  Optional<Placed> last(String key) {
    return placed.get(Keys.subject(key)).flatMap(orders -> orders.get(key));
  }

  /** The last orders about a payment or subscription, each of its key. */
  List<Placed> placed(String id) {
    return placed.get(id).map(Knowledge::all).orElse(List.of());
  }

  /** Those of them that are about this grant, or a part of it. */
  List<Placed> grants(String id, String grant) {
    return placed(id).stream().filter(order -> Keys.isOf(grant, order.order().key())).toList();
  }

  /** Whether it was worked out before what this part of a payment brings. That stands for ever. */
  boolean isDecided(String id, String grant) {
    return !grants(id, grant).isEmpty() || nothingDue.get(id).map(keys -> keys.contains(grant)).orElse(false);
  }

  private Payer with(Placed order) {
    var id = Keys.subject(order.order().key());
    var others = placed.get(id).orElseGet(Tree::empty);
    return new Payer(knowledge, placed.plus(id, others.plus(order.order().key(), order)), nothingDue);
  }

  private Payer withNothingDue(String key) {
    var id = Keys.subject(key);
    var keys = new HashSet<>(nothingDue.get(id).orElse(Set.of()));
    keys.add(key);
    return new Payer(knowledge, placed, nothingDue.plus(id, Set.copyOf(keys)));
  }
}
