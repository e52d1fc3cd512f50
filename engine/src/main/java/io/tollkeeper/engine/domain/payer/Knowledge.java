package io.tollkeeper.engine.domain.payer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

import io.tollkeeper.engine.domain.Tree;

/**
 * All that is known of a payer: its notices, merged. Neither their order nor how often they came makes a difference, except that the
 * first link stands. Immutable.
 *
 * @param refundedInAll by charge; the others by their ids
 */
record Knowledge(Link link, Aliases aliases, Tree<String, Latest> subscriptions, Tree<String, Sale> sales,
    Tree<String, Notice.RefundedInAll> refundedInAll, Tree<String, Notice.Refund> refunds,
    Tree<String, Notice.Dispute> disputes, Tree<String, Notice.CreditNote> creditNotes) {

  static final Knowledge NONE = new Knowledge(Link.NONE, Aliases.NONE, Tree.empty(), Tree.empty(), Tree.empty(),
      Tree.empty(), Tree.empty(), Tree.empty());

  /** Whether this notice says anything that is not known yet. To compare all that is known with and without it would take long. */
  boolean isNews(Notice notice) {
    return switch (notice) {
      case Notice.Linked linked -> !link.with(linked).equals(link);
      case Notice.Unlinked unlinked -> !link.with(unlinked).equals(link);
      case Notice.Alias(var ids) -> aliases.isNews(ids);
      case Notice.Subscription told -> isNews(subscriptions, told.id(), Latest.of(told), Latest::join);
      case Notice.Payment told -> isNews(sales, told.id(), Sale.of(told), Sale::join);
      case Notice.RefundedInAll told -> isNews(refundedInAll, told.charge(), told, Joins::join);
      case Notice.Refund told -> aliases.isNews(told.of()) || isNews(refunds, told.id(), told, Joins::join);
      case Notice.Dispute told -> aliases.isNews(told.of()) || isNews(disputes, told.id(), told, Joins::join);
      case Notice.CreditNote told -> isNews(creditNotes, told.id(), told, Joins::join);
    };
  }

  /** With what this notice says. The same as before if it is no news. */
  Knowledge learn(Notice notice) {
    return switch (notice) {
      case Notice.Linked linked -> with(link.with(linked), aliases);
      case Notice.Unlinked unlinked -> with(link.with(unlinked), aliases);
      case Notice.Alias(var ids) -> with(link, aliases.with(ids));
      case Notice.Subscription told -> new Knowledge(link, aliases,
          joined(subscriptions, told.id(), Latest.of(told), Latest::join), sales, refundedInAll, refunds, disputes,
          creditNotes);
      case Notice.Payment told -> new Knowledge(link, aliases, subscriptions,
          joined(sales, told.id(), Sale.of(told), Sale::join), refundedInAll, refunds, disputes, creditNotes);
      case Notice.RefundedInAll told -> new Knowledge(link, aliases, subscriptions, sales,
          joined(refundedInAll, told.charge(), told, Joins::join), refunds, disputes, creditNotes);
      case Notice.Refund told -> new Knowledge(link, aliases.with(told.of()), subscriptions, sales, refundedInAll,
          joined(refunds, told.id(), told, Joins::join), disputes, creditNotes);
      case Notice.Dispute told -> new Knowledge(link, aliases.with(told.of()), subscriptions, sales, refundedInAll,
          refunds, joined(disputes, told.id(), told, Joins::join), creditNotes);
      case Notice.CreditNote told -> new Knowledge(link, aliases, subscriptions, sales, refundedInAll, refunds,
          disputes, joined(creditNotes, told.id(), told, Joins::join));
    };
  }

  /** All in a tree, in the order of the keys. */
  static <V> List<V> all(Tree<String, V> tree) {
    var all = new ArrayList<V>(tree.size());
    tree.forEach((_, value) -> all.add(value));
    return all;
  }

  private Knowledge with(Link newLink, Aliases newAliases) {
    return new Knowledge(newLink, newAliases, subscriptions, sales, refundedInAll, refunds, disputes, creditNotes);
  }

  private static <V> boolean isNews(Tree<String, V> tree, String key, V told, BinaryOperator<V> join) {
    return tree.get(key).filter(known -> join.apply(known, told).equals(known)).isEmpty();
  }

  private static <V> Tree<String, V> joined(Tree<String, V> tree, String key, V told, BinaryOperator<V> join) {
    return tree.plus(key, tree.get(key).map(known -> join.apply(known, told)).orElse(told));
  }
}
