package io.tollkeeper.config.load;

import java.nio.ByteBuffer;

/** Questions that change nothing, spread over all customers. */
final class Authorization implements Exchange {

  private final RequestText text;
  private final Consumption spread;
  private long next;

  Authorization(Population population, Target target) {
    this.text = RequestText.of(target, "POST", "/v1/authorize",
        "{\"customer\":\"" + population.place() + "\",\"feature\":\"" + Load.FEATURE + "\"}");
    this.spread = Consumption.spread(population, target);
  }

  @Override
  public long next(ByteBuffer into) {
    text.write(into, spread.customer(next), 0);
    return next++;
  }

  @Override
  public void answered(long ticket, int status) {}

  @Override
  public void unknown(long ticket) {}
}
