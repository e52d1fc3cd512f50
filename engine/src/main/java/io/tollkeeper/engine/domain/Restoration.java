package io.tollkeeper.engine.domain;

import java.util.ArrayList;
import java.util.List;

/** Where credits go that come back to grants: those that have ended let them go at once, the way the rest of them went. */
final class Restoration {

  private final Case decided;
  private final List<Draw> all = new ArrayList<>();
  private final List<Draw> restored = new ArrayList<>();
  private final List<Grant> recalled = new ArrayList<>();
  private final List<Posting> endings = new ArrayList<>();

  Restoration(Case decided) {
    this.decided = decided;
  }

  /** Gives them back to a grant that is made for it. */
  void makeGrant(Grant grant) {
    recalled.add(grant);
    restore(new Draw(grant.id(), grant.credits()));
  }

  /** Gives this back to the grant that it is of. */
  void give(Draw draw) {
    var grants = decided.customer().grants();
    var known = grants.find(draw.grant());
    var ended = grants.findEnded(draw.grant());
    if (known.isPresent() && known.get().grant().activeAt(decided.now())) restore(draw);
    else if (ended.isPresent()) end(draw, ended.get().by());
    else if (known.isPresent()) end(draw, EntryType.EXPIRE);
    else giveToForgotten(draw);
  }

  private void giveToForgotten(Draw draw) {
    var grant = Granting.definition(decided, draw.grant()).orElseThrow();
    var ended = decided.find(new Name(IdSpace.GRANT_END, draw.grant()));
    if (ended.isPresent()) {
      end(draw, ended.get().event() instanceof Event.GrantVoided ? EntryType.VOID : EntryType.EXPIRE);
    } else if (!grant.activeAt(decided.now())) {
      end(draw, EntryType.EXPIRE);
    } else {
      // Two draws may be of one grant: what was held later is drawn after what was held first.
      if (!recalled.contains(grant)) recalled.add(grant);
      restore(draw);
    }
  }

  private void restore(Draw draw) {
    all.add(draw);
    restored.add(draw);
  }

  private void end(Draw draw, EntryType by) {
    all.add(draw);
    endings.add(Posting.of(by, -draw.amount().micros(), draw.grant()));
  }

  /** All that was given. */
  List<Draw> all() {
    return all;
  }

  /** What of it can be spent again. */
  List<Draw> restored() {
    return restored;
  }

  /** Grants that it was given to and that were not in memory. */
  List<Grant> recalled() {
    return recalled;
  }

  /** The entries of what has ended at once. */
  List<Posting> endings() {
    return endings;
  }

  Grants after(Grants before) {
    var grants = before;
    for (var grant : recalled)
      grants = grants.recall(grant);
    return grants.give(restored);
  }
}
