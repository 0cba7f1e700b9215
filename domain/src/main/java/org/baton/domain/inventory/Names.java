package org.baton.domain.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Numbers names from 0 in the order in which they come: a million rows name few nodes and SKUs. */
final class Names {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** The number of a name, which is known from now on. */
    int add(String name) {
        var number = numbers.putIfAbsent(name, names.size());
        if (number != null) {
            return number;
        }
        names.add(name);
        return names.size() - 1;
    }

    /** The number of a name; -1 if it never came. */
    int find(String name) {
        return numbers.getOrDefault(name, -1);
    }

    String get(int number) {
        return names.get(number);
    }

    List<String> all() {
        return names;
    }

    /** All numbers, by their names. */
    int[] sorted() {
        return IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparing(names::get))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
