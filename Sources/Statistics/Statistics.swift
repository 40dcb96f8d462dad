// Statistics: the numerical kernel under every figure that is shown.
//
// Pure functions over plain values: no database, no customer, no global
// state, no clock. What can go wrong with an argument is a
// `StatisticsError`; randomness comes from a generator that is passed in.
// docs/measures.md lists each figure with its formula, unit and source.
