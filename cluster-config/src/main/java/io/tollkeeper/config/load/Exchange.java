package io.tollkeeper.config.load;

import java.nio.ByteBuffer;

/** Where requests come from and where their answers go. Called by one thread. */
interface Exchange {

  /** Puts the next request into the buffer. What identifies it, or {@link #NO_MORE}. */
  long next(ByteBuffer into);

  /** The answer to this request. */
  void answered(long ticket, int status);

  /** The connection broke before an answer came, so nobody knows what became of this request. */
  void unknown(long ticket);

  /** There are no more requests. */
  long NO_MORE = -1;
}
