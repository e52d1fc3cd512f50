package io.tollkeeper.persistence.codec;

import java.util.zip.CRC32C;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.tollkeeper.persistence.stored.Values;

/** The envelope of a snapshot, which shows whether its content is still what was written. */
final class Seal {

  private Seal() {}

  static byte[] close(MessageLite message) {
    var content = message.toByteString();
    return Values.Sealed.newBuilder().setChecksum(checksum(content)).setContent(content).build().toByteArray();
  }

  /** The content, if it is unharmed. */
  static ByteString open(byte[] bytes) throws InvalidProtocolBufferException {
    var envelope = Values.Sealed.parseFrom(bytes);
    if (envelope.getChecksum() != checksum(envelope.getContent()))
      throw new StoredFormException("the checksum is wrong");
    return envelope.getContent();
  }

  private static int checksum(ByteString content) {
    var crc = new CRC32C();
    for (var buffer : content.asReadOnlyByteBufferList())
      crc.update(buffer);
    return (int) crc.getValue();
  }
}
