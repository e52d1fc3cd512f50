package io.tollkeeper.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * The ids that a customer used lately, each with the journal row of the fact that it caused. It holds 64 bits of a hash of each id, so
 * a hit is a hint: whether the id is really the same, and what was answered, is read from the fact.
 *
 * <p>There is a window of number and age, whichever holds fewer. What is outside of it leaves when the next id comes, but never before it
 * is in the durable index: so no id is ever lost, and what is kept is the window and what is still to be indexed. How far the index has
 * come is no fact; a version that knows too little of it only keeps more.
 *
 * <p>Immutable to its users: {@link #plus} leaves the receiver as it was. All versions of one customer share a log that only grows; a
 * version sees the part of it that existed when it was made, and whoever adds to a version that is not the newest gets a log of its own.
 */
public final class RememberedIds {

  /**
   * How long ids are kept in memory, once they are indexed.
   *
   * @param count at most so many
   * @param age at most for so long, to the minute
   */
  public record Window(int count, Duration age) {}

  /** An id by its hash, and the journal row of its fact: what the index knows of it. */
  public record Place(long hash, long row) {}

  // Up to here the hashes are simply scanned: faster than a table, and most customers never need more.
  private static final int SCANNED = 64;
  private static final long[] NO_ROWS = {};

  private final Window window;
  private final Log log;
  private final int start;
  private final int end;
  private final long indexed;

  private RememberedIds(Window window, Log log, int start, int end, long indexed) {
    this.window = window;
    this.log = log;
    this.start = start;
    this.end = end;
    this.indexed = indexed;
  }

  /** Remembers nothing yet. */
  public static RememberedIds none(Window window) {
    return new RememberedIds(window, new Log(8), 0, 0, 0);
  }

  /** How many ids are remembered. */
  public int size() {
    return end - start;
  }

  /** The journal rows that may hold the fact of this id: nearly always none or one, the newest first. */
  public long[] rows(IdSpace space, String id) {
    return log.rows(log.hash(space, id), start, end);
  }

  /** The hash by which this id is remembered here and in the index. */
  public long hash(IdSpace space, String id) {
    return log.hash(space, id);
  }

  /** The journal row up to which all ids are known to be in the index; 0 if none are. */
  public long indexed() {
    return indexed;
  }

  /** Whether an id that is not here may have been here: then the index tells. */
  public boolean mayHaveForgotten() {
    return indexed > 0;
  }

  /** The same ids, all of which are in the index up to this row. */
  public RememberedIds indexedUpTo(long row) {
    return row <= indexed ? this : new RememberedIds(window, log, start, end, row);
  }

  /** How many ids are outside of the window and stay only because they are not indexed yet. */
  public int overdue() {
    return Math.max(0, windowStart() - firstNotIndexed());
  }

  /**
   * The ids to index next, the oldest first: those that are overdue, whole rows of them, so that the index is complete up to the last
   * one's row. Call it between rows.
   *
   * @param most about how many; a row that was begun is finished
   */
  public List<Place> toIndex(int most) {
    var places = new ArrayList<Place>();
    var edge = windowStart();
    for (int i = firstNotIndexed(); i < end; i++) {
      var rowEnds = places.isEmpty() || places.getLast().row() != log.rows[i];
      if (rowEnds && (i >= edge || places.size() >= most)) break;
      places.add(new Place(log.hashes[i], log.rows[i]));
    }
    return places;
  }

  /** The oldest id of the window as of the newest one. Times never go back, and nor do rows. */
  private int windowStart() {
    if (start == end) return end;
    var oldest = oldest(log.minutes[end - 1]);
    return first(position -> log.minutes[position] >= oldest, Math.max(start, end - window.count()));
  }

  private int firstNotIndexed() {
    return first(position -> log.rows[position] > indexed, start);
  }

  /** The first position from here on for which this holds, as it does for all that follow. */
  private int first(IntPredicate condition, int from) {
    var low = from;
    var high = end;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (condition.test(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private int oldest(int minute) {
    return minute - (int) Math.min(window.age().toMinutes(), Integer.MAX_VALUE / 2);
  }

  /** With one more id, whose fact is in this journal row, as of this time. */
  public RememberedIds plus(IdSpace space, String id, long row, Instant at) {
    return plus(log.hash(space, id), row, minute(at));
  }

  /** The remembered ids in order, for a snapshot. */
  public void forEach(Visitor visitor) {
    for (int i = start; i < end; i++)
      visitor.visit(log.hashes[i], log.rows[i], log.minutes[i]);
  }

  /** With one more id as {@link #forEach} told it. */
  public RememberedIds plus(long hash, long row, int minute) {
    var first = start;
    var oldest = oldest(minute);
    while (first < end && log.rows[first] <= indexed
        && (end - first >= window.count() || log.minutes[first] < oldest))
      first++;
    if (log.used != end || end == log.hashes.length) {
      var own = log.copy(first, end);
      own.add(hash, row, minute);
      return new RememberedIds(window, own, 0, end - first + 1, indexed);
    }
    log.add(hash, row, minute);
    return new RememberedIds(window, log, first, end + 1, indexed);
  }

  /** Receives one remembered id. */
  @FunctionalInterface
  public interface Visitor {
    void visit(long hash, long row, int minute);
  }

  private static int minute(Instant at) {
    return Math.toIntExact(at.getEpochSecond() / 60);
  }

  /** An append-only log of ids, with an open-addressing table over it once it is long. Confined to one thread. */
  private static final class Log {

    final long[] hashes;
    final long[] rows;
    final int[] minutes;
    private final int[] table;
    private int used;
    private IdSpace hashedSpace = IdSpace.USAGE;
    private @Nullable String hashedId;
    private long hash;

    Log(int capacity) {
      hashes = new long[capacity];
      rows = new long[capacity];
      minutes = new int[capacity];
      table = new int[capacity > SCANNED ? Integer.highestOneBit(capacity) * 4 : 0];
    }

    Log copy(int from, int to) {
      var size = to - from;
      var copy = new Log(Math.max(8, size + (size >> 1) + 1));
      System.arraycopy(hashes, from, copy.hashes, 0, size);
      System.arraycopy(rows, from, copy.rows, 0, size);
      System.arraycopy(minutes, from, copy.minutes, 0, size);
      for (; copy.used < size; copy.used++)
        copy.index(copy.used);
      return copy;
    }

    void add(long hash, long row, int minute) {
      hashes[used] = hash;
      rows[used] = row;
      minutes[used] = minute;
      index(used);
      used++;
    }

    private void index(int position) {
      if (table.length == 0) return;
      var slot = slot(hashes[position]);
      while (table[slot] != 0)
        slot = (slot + 1) & (table.length - 1);
      table[slot] = position + 1;
    }

    private int slot(long hash) {
      return (int) hash & (table.length - 1);
    }

    /** The hash of this id. The last one is kept, for an id is looked up first and remembered a moment later. */
    long hash(IdSpace space, String id) {
      if (space != hashedSpace || !id.equals(hashedId)) {
        hash = sha256(space, id);
        hashedSpace = space;
        hashedId = id;
      }
      return hash;
    }

    /** 64 bits of SHA-256, so that nobody can choose ids that collide and make each other slow. */
    private static long sha256(IdSpace space, String id) {
      return Hash.of(space.name() + ' ' + id).a();
    }

    long[] rows(long hash, int start, int end) {
      var found = NO_ROWS;
      if (table.length == 0) {
        for (int i = start; i < end; i++)
          if (hashes[i] == hash) found = with(rows[i], found);
      } else {
        for (int slot = slot(hash); table[slot] != 0; slot = (slot + 1) & (table.length - 1)) {
          var position = table[slot] - 1;
          if (hashes[position] == hash && position >= start && position < end) found = with(rows[position], found);
        }
      }
      return found;
    }

    // Equal hashes are met in the order in which they were added, and are wanted in the reverse.
    private static long[] with(long row, long[] found) {
      var more = new long[found.length + 1];
      more[0] = row;
      System.arraycopy(found, 0, more, 1, found.length);
      return more;
    }
  }
}
