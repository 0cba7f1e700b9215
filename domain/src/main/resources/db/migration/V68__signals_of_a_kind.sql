create index stock_signal_type on stock_signal (type, id);
