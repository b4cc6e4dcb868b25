// process: what must hold before the first file is opened or the first byte written.
#pragma once

namespace ksbx {

// Afterwards: descriptors 0 to 2 are open (a database that got number 1 would be written over by
// the first message), new files are for the owner only, a crash leaves no memory image with names
// of children, and a closed pipe or a file size limit is an error that is reported instead of a
// signal that kills. Does nothing the second time.
void prepare_process();

}  // namespace ksbx
