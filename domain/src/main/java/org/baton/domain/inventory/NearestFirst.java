package org.baton.domain.inventory;

/** The numbers of nodes by how far each is, the nearest on top of a heap: few of thousands are taken at little cost. */
final class NearestFirst {

    /** A distance's last bits make room for the number; what is equally far up to them goes by number. */
    private static final int NUMBER = (1 << 20) - 1;

    private final long[] heap;
    private int size;

    NearestFirst(int most) {
        this.heap = new long[most];
    }

    /** Comes before any {@link #take}, with {@link #order} between them. The bits of positive doubles rise as they do. */
    void add(int number, double distance) {
        heap[size++] = Double.doubleToRawLongBits(distance) & ~NUMBER | number;
    }

    void order() {
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The number of the nearest that is left. */
    int take() {
        int nearest = (int) heap[0] & NUMBER;
        heap[0] = heap[--size];
        sink(0);
        return nearest;
    }

    private void sink(int from) {
        long sinking = heap[from];
        int at = from;
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (sinking <= heap[child]) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = sinking;
    }
}
