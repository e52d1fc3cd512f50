package io.tollkeeper.http.read;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.wire.Words;

/** Reads the fields in which a caller says what is to be done and what it may cost. */
public final class Work {

  private static final long MAX_QUANTITY = 1_000_000_000_000L;
  private static final int MAX_WORD = 256;
  private static final int MAX_DECIMALS = 6;
  private static final int MAX_WHOLE_DIGITS = 15;
  private static final Map<String, OnInsufficient> ON_INSUFFICIENT = Words.of(List.of(OnInsufficient.values()));

  private Work() {}

  /** {@code feature}, {@code quantity}, {@code credits} and {@code dimensions}. */
  public static Demand demand(Fields fields) {
    var feature = fields.key("feature");
    var quantity = fields.quantity("quantity", 1, MAX_QUANTITY).orElse(1);
    var credits = fields.credits("credits");
    return new Demand(feature, quantity, credits, dimensions(fields));
  }

  /** The same, as a query has it. */
  public static Demand demand(Parameters parameters) {
    var feature = parameters.required("feature", parameters.key("feature"));
    var quantity = parameters.quantity("quantity", 1, MAX_QUANTITY).orElse(1);
    var credits = parameters.credits("credits");
    var dimensions = parameters.object("dimensions").map(object -> dimensions(object, "/dimensions"));
    return new Demand(feature, quantity, credits, dimensions.orElse(Dimensions.NONE));
  }

  /** {@code dimensions}. */
  public static Dimensions dimensions(Fields fields) {
    return fields.object("dimensions").map(object -> dimensions(object, fields.pointer("dimensions")))
        .orElse(Dimensions.NONE);
  }

  /** {@code quantity} of work that is done, which may have been none after all. */
  public static Optional<Long> quantityDone(Fields fields) {
    var quantity = fields.quantity("quantity", 0, MAX_QUANTITY);
    return quantity.isPresent() ? Optional.of(quantity.getAsLong()) : Optional.empty();
  }

  /** {@code on_insufficient}. */
  public static OnInsufficient onInsufficient(Fields fields, OnInsufficient otherwise) {
    return fields.word("on_insufficient", ON_INSUFFICIENT).orElse(otherwise);
  }

  /** The same, as a query has it. */
  public static OnInsufficient onInsufficient(Parameters parameters, OnInsufficient otherwise) {
    return parameters.word("on_insufficient", ON_INSUFFICIENT).orElse(otherwise);
  }

  private static Dimensions dimensions(ObjectNode object, String pointer) {
    if (object.size() > Dimensions.MAX) throw Malformed.request(pointer, "at most " + Dimensions.MAX + " dimensions");
    var words = new HashMap<String, String>();
    var totals = new HashMap<String, BigDecimal>();
    for (var field : object.properties()) {
      var where = Pointer.to(pointer, field.getKey());
      var name = RequestIds.key(field.getKey(), where);
      if (field.getValue().isNumber()) totals.put(name, total(field.getValue(), where));
      else words.put(name, word(field.getValue(), where));
    }
    return new Dimensions(words, totals);
  }

  private static String word(JsonNode node, String pointer) {
    if (node.isTextual() && !node.textValue().isEmpty() && node.textValue().length() <= MAX_WORD
        && Texts.arePrintable(node.textValue()))
      return node.textValue();
    throw Malformed.request(pointer,
        "a dimension is a number, or a text of 1 to " + MAX_WORD + " printable characters");
  }

  private static BigDecimal total(JsonNode node, String pointer) {
    var number = node.decimalValue();
    if (number.signum() == 0) return BigDecimal.ZERO;
    var total = number.stripTrailingZeros();
    if (total.signum() > 0 && total.scale() <= MAX_DECIMALS
        && (long) total.precision() - total.scale() <= MAX_WHOLE_DIGITS)
      return total;
    throw Malformed.amount(pointer, "a total is 0 or more, has at most " + MAX_DECIMALS + " decimals and at most "
        + MAX_WHOLE_DIGITS + " digits before them");
  }
}
