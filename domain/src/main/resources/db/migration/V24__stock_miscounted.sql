alter table stock_signal
    drop constraint stock_signal_type,
    add constraint stock_signal_type check (
        type in ('low-stock', 'out-of-stock', 'back-in-stock', 'oversold', 'miscounted'));
