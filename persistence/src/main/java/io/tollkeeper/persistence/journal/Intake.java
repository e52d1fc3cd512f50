package io.tollkeeper.persistence.journal;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bounded queue that can be closed: then nothing more goes in, and who waits at its end is let go when it is empty. */
final class Intake<T> {

  private final int capacity;
  private final ArrayDeque<T> items = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean closed;

  Intake(int capacity) {
    this.capacity = capacity;
  }

  /** Puts an item in. False if it is full or closed. */
  boolean offer(T item) {
    lock.lock();
    try {
      if (closed || items.size() >= capacity) return false;
      items.addLast(item);
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The next item, as soon as there is one; empty when it is closed and there are no more. */
  Optional<T> take() {
    lock.lock();
    try {
      while (items.isEmpty() && !closed)
        changed.awaitUninterruptibly();
      return Optional.ofNullable(items.pollFirst());
    } finally {
      lock.unlock();
    }
  }

  /** The next item, if there is one now. */
  Optional<T> poll() {
    lock.lock();
    try {
      return Optional.ofNullable(items.pollFirst());
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return items.size();
    } finally {
      lock.unlock();
    }
  }
}
