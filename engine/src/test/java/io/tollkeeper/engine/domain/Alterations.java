package io.tollkeeper.engine.domain;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All the ways to change one single thing in a value, however deep inside.
 *
 * @param where the path of what was changed
 * @param value the whole with that change
 */
record Alterations(String where, Object value) {

  static Stream<Alterations> of(Object value) {
    return switch (value) {
      case Long number -> changed(number + 1);
      case Integer number -> changed(number + 1);
      case Boolean flag -> changed(!flag);
      case String text -> changed(text + 'x');
      case BigDecimal number -> changed(number.add(BigDecimal.ONE));
      case Instant time when time.equals(Instant.MAX) -> changed(time.minusNanos(1));
      case Instant time -> changed(time.plusNanos(1));
      case Period period -> changed(period.plusDays(1));
      case Duration duration -> changed(duration.plusNanos(1));
      case Enum<?> constant -> Arrays.stream(constant.getDeclaringClass().getEnumConstants())
          .filter(other -> other != constant).flatMap(Alterations::changed);
      case Optional<?> optional when optional.isPresent() -> Stream.concat(changed(Optional.empty()),
          of(optional.get()).map(inner -> inner.in("", Optional.of(inner.value()))));
      case Optional<?> _ -> Stream.empty();
      case Set<?> set -> ofSet(set);
      case List<?> list -> ofList(list);
      case Map<?, ?> map -> ofMap(map);
      case Record record -> ofRecord(record);
      default -> throw new IllegalArgumentException("how to alter a " + value.getClass() + "?");
    };
  }

  private static Stream<Alterations> changed(Object value) {
    return Stream.of(new Alterations("", value));
  }

  private Alterations in(String part, Object whole) {
    return new Alterations(part + where, whole);
  }

  private static Stream<Alterations> ofSet(Set<?> set) {
    var more = new HashSet<Object>(set);
    more.add("more");
    return Stream.of(new Alterations("+", more), new Alterations("-", Set.copyOf(set.stream().skip(1).toList())))
        .filter(alteration -> !alteration.value().equals(set));
  }

  private static Stream<Alterations> ofList(List<?> list) {
    var alterations = new ArrayList<Alterations>();
    for (int i = 0; i < list.size(); i++) {
      var index = i;
      var fewer = new ArrayList<Object>(list);
      fewer.remove(i);
      alterations.add(new Alterations("[-" + i + ']', fewer));
      var doubled = new ArrayList<Object>(list);
      doubled.add(i, list.get(i));
      alterations.add(new Alterations("[+" + i + ']', doubled));
      of(list.get(i)).forEach(inner -> {
        var other = new ArrayList<Object>(list);
        other.set(index, inner.value());
        alterations.add(inner.in("[" + index + ']', other));
      });
    }
    if (list.size() > 1) alterations.add(new Alterations("[reversed]", list.reversed()));
    return alterations.stream();
  }

  private static Stream<Alterations> ofMap(Map<?, ?> map) {
    var alterations = new ArrayList<Alterations>();
    map.forEach((key, value) -> {
      var fewer = new TreeMap<Object, Object>(map);
      fewer.remove(key);
      alterations.add(new Alterations("{-" + key + '}', fewer));
      var renamed = new TreeMap<>(fewer);
      renamed.put(key + "x", value);
      alterations.add(new Alterations("{" + key + "x}", renamed));
      of(value).forEach(inner -> {
        var other = new TreeMap<Object, Object>(map);
        other.put(key, inner.value());
        alterations.add(inner.in("{" + key + '}', other));
      });
    });
    return alterations.stream();
  }

  private static Stream<Alterations> ofRecord(Record record) {
    var components = record.getClass().getRecordComponents();
    var alterations = new ArrayList<Alterations>();
    for (int i = 0; i < components.length; i++) {
      var index = i;
      of(part(record, components[i])).forEach(inner -> alterations
          .add(inner.in('.' + components[index].getName(), with(record, components, index, inner.value()))));
    }
    return alterations.stream();
  }

  private static Object with(Record record, RecordComponent[] components, int changed, Object value) {
    try {
      var parts = Arrays.stream(components).map(component -> part(record, component)).toArray();
      parts[changed] = value;
      var constructor = record.getClass()
          .getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(parts);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object part(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
