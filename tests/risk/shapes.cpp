#include "tests/risk/shapes.hpp"

#include <cmath>
#include <utility>

namespace slipway {
namespace {

class Shapes {
 public:
  Distribution& add(std::string name, Shape shape, double a, double b = 0.0, double c = 0.0) {
    Shaped& out = list.emplace_back();
    out.name = std::move(name);
    out.distribution.shape = shape;
    out.distribution.a = a;
    out.distribution.b = b;
    out.distribution.c = c;
    return out.distribution;
  }
  std::vector<Shaped> list;
};

std::string number(double x) {
  std::string out = std::to_string(x);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out;
}

}  // namespace

std::vector<Shaped> all_shapes() {
  Shapes shapes;
  shapes.add("point", Shape::point, 3);
  shapes.add("uniform from 0", Shape::uniform, 0, 1);
  shapes.add("uniform", Shape::uniform, 2, 5);
  shapes.add("narrow uniform", Shape::uniform, 100, 100.5);
  for (const double mode : {0.0, 0.001, 0.25, 0.5, 0.9, 1.0}) {
    shapes.add("triangular with mode at " + number(mode), Shape::triangular, 2, 2 + 12 * mode, 14);
  }
  shapes.add("narrow triangular", Shape::triangular, 50, 50.2, 51);
  for (const double lambda : {1.0, 2.0, 4.0, 10.0, 60.0}) {
    for (const double mode : {0.0, 0.013, 0.1, 0.37, 0.5, 0.8, 0.99, 1.0}) {
      shapes
          .add("pert with lambda " + number(lambda) + " and mode at " + number(mode), Shape::pert,
               2, 2 + 12 * mode, 14)
          .lambda = lambda;
    }
  }
  shapes.add("narrow pert", Shape::pert, 20, 20.3, 20.5);
  shapes.add("wide pert", Shape::pert, 0, 1, 400);
  for (const double sigma : {0.05, 0.2, 0.5408656, 0.8, 1.2}) {
    shapes.add("lognormal with sigma " + number(sigma), Shape::lognormal, std::log(10.0), sigma);
  }
  for (const double mean : {0.25, 5.0, 30.0}) {
    shapes.add("exponential with mean " + number(mean), Shape::exponential, mean);
  }
  for (const double mean : {-1.0, 0.0, 1.0, 2.5, 10.0, 40.0}) {
    shapes.add("normal with mean " + number(mean) + " and sd 2", Shape::normal, mean, 2);
  }
  shapes.add("samples", Shape::samples, 0).values = {3, 5, 5, 9};
  shapes.add("samples from 0", Shape::samples, 0).values = {0, 0.5, 1, 2, 4, 8, 16};
  // Work that is partly done, and leads.
  shapes.add("what is left of a pert", Shape::pert, 2, 4, 10).scale = 0.3;
  shapes.add("what is left of a lognormal", Shape::lognormal, 1, 0.5).scale = 0.3;
  Distribution& lead = shapes.add("lead from a range", Shape::lognormal, 1, 0.5);
  lead.negative = true;
  shapes.add("lead of three points", Shape::pert, -10, -4, -2);
  shapes.add("lag that may be a lead", Shape::uniform, -1, 2);
  return std::move(shapes.list);
}

}  // namespace slipway
