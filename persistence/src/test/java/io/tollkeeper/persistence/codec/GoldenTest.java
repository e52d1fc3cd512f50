package io.tollkeeper.persistence.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors;
import com.google.protobuf.TextFormat;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.payer.PayerEvent;
import io.tollkeeper.persistence.stored.Payers;
import io.tollkeeper.persistence.stored.Rows;

/** What was ever stored is read as what it meant, and what is stored today is stored as it was then. */
final class GoldenTest {

  @BeforeAll
  static void writeWhatIsMissing() {
    Golden.write(forms());
  }

  static Stream<String> events() {
    return fields(Rows.Fact.getDescriptor());
  }

  static Stream<String> additions() {
    return Samples.additions().keySet().stream();
  }

  static Stream<String> payerEvents() {
    return fields(Payers.PayerEvent.getDescriptor());
  }

  static Stream<String> payerVariants() {
    return PayerSamples.variants().keySet().stream();
  }

  static Stream<String> snapshots() {
    return Samples.snapshots().keySet().stream();
  }

  static Stream<String> names() {
    return forms().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("events")
  void an_event_of_a_customer_is_read_as_ever_and_written_as_ever(String name) {
    Facts sample = Samples.events().get(name);
    assertNotNull(sample, "there is no sample of the event " + name);
    assertEquals(sample, FactsCodec.read(Golden.bytes(name)));
    assertArrayEquals(Golden.bytes(name), FactsCodec.write(sample));
  }

  @ParameterizedTest
  @MethodSource("additions")
  void what_was_added_to_an_event_is_read_as_ever_and_written_as_ever(String name) {
    Facts sample = Samples.additions().get(name);
    assertNotNull(sample);
    assertEquals(sample, FactsCodec.read(Golden.bytes(name)));
    assertArrayEquals(Golden.bytes(name), FactsCodec.write(sample));
  }

  @ParameterizedTest
  @MethodSource("payerEvents")
  void an_event_of_a_payer_is_read_as_ever_and_written_as_ever(String name) {
    PayerEvent sample = Samples.payerEvents().get(name);
    assertNotNull(sample, "there is no sample of the event " + name);
    assertEquals(sample, PayerCodec.read(Golden.bytes(name)));
    assertArrayEquals(Golden.bytes(name), PayerCodec.write(sample));
  }

  @ParameterizedTest
  @MethodSource("payerVariants")
  void all_that_a_payer_is_told_or_orders_is_read_as_ever_and_written_as_ever(String name) {
    PayerEvent sample = PayerSamples.variants().get(name);
    assertNotNull(sample);
    assertEquals(sample, PayerCodec.read(Golden.bytes(name)));
    assertArrayEquals(Golden.bytes(name), PayerCodec.write(sample));
  }

  @ParameterizedTest
  @MethodSource("snapshots")
  void a_snapshot_is_read_as_ever_and_written_as_ever(String name) {
    Customer sample = Samples.snapshots().get(name);
    assertNotNull(sample);
    CustomersEqual.check(sample, CustomerCodec.read(Golden.bytes(name), Samples.WINDOW));
    assertArrayEquals(Golden.bytes(name), CustomerCodec.write(sample));
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_text_beside_the_bytes_says_the_same(String name) throws TextFormat.ParseException {
    var expected = forms().get(name);
    assertNotNull(expected);
    assertEquals(expected.text(), TextFormat.parse(Golden.text(name), expected.text().getClass()));
  }

  @Test
  void no_form_that_was_ever_written_is_forgotten() {
    assertEquals(forms().keySet(), Golden.names());
  }

  private static Map<String, Golden.Form> forms() {
    var forms = new TreeMap<String, Golden.Form>();
    Samples.events().forEach((name, row) -> forms.put(name, form(row)));
    Samples.additions().forEach((name, row) -> forms.put(name, form(row)));
    Samples.payerEvents().forEach((name, event) -> forms.put(name, form(event)));
    PayerSamples.variants().forEach((name, event) -> forms.put(name, form(event)));
    Samples.snapshots().forEach((name, customer) -> forms.put(name, form(customer)));
    return forms;
  }

  private static Golden.Form form(Facts row) {
    return new Golden.Form(ByteString.copyFrom(FactsCodec.write(row)), FactsCodec.toStored(row));
  }

  private static Golden.Form form(PayerEvent event) {
    return new Golden.Form(ByteString.copyFrom(PayerCodec.write(event)), PayerCodec.toStored(event));
  }

  private static Golden.Form form(Customer customer) {
    return new Golden.Form(ByteString.copyFrom(CustomerCodec.write(customer)), CustomerCodec.toStored(customer));
  }

  private static Stream<String> fields(Descriptors.Descriptor message) {
    return message.getOneofs().getFirst().getFields().stream().map(Descriptors.FieldDescriptor::getName);
  }
}
