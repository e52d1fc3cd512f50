package io.tollkeeper.engine.entity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Need;
import io.tollkeeper.engine.entity.CustomerEntity.Ask;
import io.tollkeeper.engine.entity.CustomerEntity.Surroundings;

/** What requests wait for: it is sent for once for all who need it, put into the recollection, and they can be decided again. */
final class Research {

  private static final Logger LOG = LoggerFactory.getLogger(Research.class);

  private final CustomerKey key;
  private final Surroundings around;
  private final Aside aside;
  private final Recollection recollection;
  private final Consumer<List<Ask>> found;
  private final BiConsumer<List<Ask>, String> missing;
  private final Map<Need, List<Ask>> awaited = new HashMap<>();
  private final List<Need> wanted = new ArrayList<>();
  private final List<Long> hashes = new ArrayList<>();
  private boolean lookingUp;
  private int waiting;

  /**
   * @param found is given the requests that can go on
   * @param missing is given those that cannot, and why
   */
  Research(CustomerKey key, Surroundings around, Aside aside, Recollection recollection, Consumer<List<Ask>> found,
      BiConsumer<List<Ask>, String> missing) {
    this.key = key;
    this.around = around;
    this.aside = aside;
    this.recollection = recollection;
    this.found = found;
    this.missing = missing;
  }

  /** Lets this request wait. {@link #send} has to follow. */
  void await(Need need, Ask ask) {
    awaited.computeIfAbsent(need, first -> {
      wanted.add(first);
      return new ArrayList<>();
    }).add(ask);
    waiting++;
  }

  /** Sends for all that is not under way. */
  void send() {
    if (wanted.isEmpty()) return;
    for (var need : wanted) {
      switch (need) {
        case Need.Row(var number) -> sendForRow(need, number);
        case Need.Forgotten(var hash) -> hashes.add(hash);
        case Need.Version(var number) -> sendForCatalogue(need, number);
      }
    }
    wanted.clear();
    lookUp();
  }

  /** How many requests wait. */
  int waiting() {
    return waiting;
  }

  /** The requests that wait, which will not get what they need any more. */
  List<Ask> abandon() {
    var asks = awaited.values().stream().flatMap(List::stream).toList();
    awaited.clear();
    hashes.clear();
    waiting = 0;
    return asks;
  }

  private void sendForRow(Need need, long number) {
    aside.run(around.journal().rows(key, number, number), rows -> {
      if (rows.size() != 1) {
        fail(List.of(need), "the journal cannot be read", new IllegalStateException("it has no row " + number));
        return;
      }
      recollection.fetched(rows.getFirst());
      found.accept(release(List.of(need)));
    }, failure -> fail(List.of(need), "the journal cannot be read", failure));
  }

  /** One query at a time; what is needed meanwhile goes into the next. So one busy customer does not keep others from reading. */
  private void lookUp() {
    if (lookingUp || hashes.isEmpty()) return;
    lookingUp = true;
    var together = List.copyOf(hashes);
    hashes.clear();
    var needs = together.stream().<Need>map(Need.Forgotten::new).toList();
    recollection.ids().lookUp(together, () -> {
      lookingUp = false;
      found.accept(release(needs));
      lookUp();
    }, failure -> {
      lookingUp = false;
      fail(needs, "the index of ids cannot be read", failure);
      lookUp();
    });
  }

  private void sendForCatalogue(Need need, int version) {
    aside.run(around.catalogues().catalogue(key.tenant(), version), catalogue -> {
      recollection.fetched(catalogue);
      found.accept(release(List.of(need)));
    }, failure -> fail(List.of(need), "catalogue " + version + " cannot be read", failure));
  }

  private void fail(List<Need> needs, String reason, Throwable failure) {
    LOG.warn("{}: {}, which {} needs: {}", key, reason, needs.getFirst(), failure.toString());
    missing.accept(release(needs), reason);
  }

  private List<Ask> release(List<Need> needs) {
    var asks = needs.stream().flatMap(need -> awaited.getOrDefault(need, List.of()).stream()).toList();
    needs.forEach(awaited::remove);
    waiting -= asks.size();
    return asks;
  }
}
