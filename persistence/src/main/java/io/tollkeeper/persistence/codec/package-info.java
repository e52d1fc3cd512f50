/** The written form of facts and snapshots: domain to protobuf and back, without loss. What is written here is read for ever. */
@NullMarked
package io.tollkeeper.persistence.codec;

import org.jspecify.annotations.NullMarked;
