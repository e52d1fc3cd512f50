package io.tollkeeper.http;

import io.tollkeeper.engine.domain.Metadata;

/**
 * What operators may allow to callers.
 *
 * @param metadataBytes the most bytes that the metadata of a customer, an operation or a run may have
 */
public record ApiLimits(int metadataBytes) {

  public static final ApiLimits DEFAULT = new ApiLimits(Metadata.MAX_BYTES);

  public ApiLimits {
    if (metadataBytes < 0)
      throw new IllegalArgumentException("metadata cannot have less than nothing: " + metadataBytes);
  }
}
