"""THE MACHINES: the only place that knows pyzk, iclock and USB files. It imports nothing else of the appliance."""
